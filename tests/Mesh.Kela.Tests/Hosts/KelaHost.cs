using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Storage;
using Mesh.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Kela's service as it is wired, on a real database file, without its network.</summary>
internal sealed class KelaHost : IAsyncDisposable
{
    public static readonly Participation Self = Of("0246246-0/SOCIAL_INSURANCE");
    public static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");
    public static readonly Participation VantaaPilot = Of("0124610-9/LABOUR_AUTHORITY");
    public static readonly Participation SouthKarelia = Of("3221308-6/SOCIAL_CARE");
    public static readonly Participation VantaaRegion = Of("3221347-3/SOCIAL_CARE");

    private readonly string _folder;
    private readonly bool _isReplica;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly StringWriter _log = new();
    private readonly DemonstrationClock _clock;
    private readonly MeshClock? _served;
    private WebApplication _app;

    private KelaHost(DateOnly today, TimeProvider? time, bool goesWithTheMachine, string? folderOfAnother = null)
    {
        _isReplica = folderOfAnother is not null;
        _folder = folderOfAnother ?? Directory.CreateTempSubdirectory("kela-").FullName;
        var directory = TestKit.TestSigners.InstalledDirectory(Resource("participants.json"));
        WriteDirectory(directory);
        File.WriteAllText(At("directory.pem"), _key.ExportSubjectPublicKeyInfoPem());
        if (!_isReplica)
        {
            AtRestKeys.Create(At("keys.json"));
            TestKit.TestSigners.Install(Self, At("signing.json"));
        }

        WriteCertificate(_key);
        _clock = new DemonstrationClock(ParticipantDirectory.Read(directory).Directory, Noon(today));
        Time = time ?? new FakeTimeProvider(Machine);
        _served = goesWithTheMachine ? null : _clock;
        _app = Build();
    }

    /// <summary>Far from the mesh's time: whoever mixes them up is found out.</summary>
    public static DateTimeOffset Machine { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public TimeProvider Time { get; }

    public FakeDoors Doors { get; } = new();

    public DateTimeOffset Now => _clock.Now;

    public string Log => _log.ToString();

    public StoragePlace Place => _app.Services.GetRequiredService<StoragePlace>();

    /// <param name="today">The day it is in the mesh, at noon.</param>
    /// <param name="time">The machine's time; standing still far from the mesh's unless given.</param>
    /// <param name="goesWithTheMachine">Whether the mesh's time is the machine's, as in production.</param>
    public static async Task<KelaHost> StartAsync(DateOnly today, TimeProvider? time = null, bool goesWithTheMachine = false)
    {
        var host = new KelaHost(today, time, goesWithTheMachine);
        await host.BeginAsync();
        return host;
    }

    /// <summary>A second host of Kela's on the same database; it ends before the first.</summary>
    public KelaHost Replica() => new(HelsinkiTime.DateOf(Now), null, goesWithTheMachine: false, _folder);

    /// <summary>The service stops and starts anew on the same files.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        _app = Build();
        await BeginAsync();
    }

    public void MoveTo(DateOnly day) => _clock.MoveTo(Noon(day));

    /// <summary>A generated client of what Kela serves.</summary>
    public TClient As<TClient>(Caller caller)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), new InProcessCalls(_app, caller))!;

    public T New<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    /// <summary>A further version of the directory, taken into use.</summary>
    public void ChangeDirectory(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(At("participants.json")))!.AsObject();
        json["version"] = json["version"]!.GetValue<long>() + 1;
        change(json);
        WriteDirectory(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Null(_app.Services.GetRequiredService<DirectoryFile>().Reload());
    }

    /// <summary>What waits to be sent, in order.</summary>
    public async Task<IReadOnlyList<NoticeEnvelope>> OutboxAsync() =>
    [
        .. (await TestKit.TestStorage.ColumnAsync(Place, "SELECT envelope FROM notice_outbox ORDER BY sequence", Cancellation))
            .Select(value => NoticeEnvelope.Parse((byte[])value).Value),
    ];

    /// <summary>A notice as the bus brings it.</summary>
    public Task ReceiveAsync(NoticeEnvelope envelope) => InAsync(async scope =>
    {
        await scope.GetRequiredService<INoticeReceiver>().ReceiveAsync(envelope, envelope.Source, Cancellation);
        return true;
    });

    /// <summary>Reasons for which notices are parked.</summary>
    public async Task<IReadOnlyList<string>> ParkedAsync() =>
        [.. (await TestKit.TestStorage.ColumnAsync(Place, "SELECT reason FROM notice_parked", Cancellation)).Cast<string>()];

    /// <summary>Changes the database behind the service's back.</summary>
    public Task TamperAsync(string sql, params (string Name, object Value)[] parameters) =>
        TestKit.TestStorage.TamperAsync(Place, sql, Cancellation, parameters);

    /// <summary>A statement as the service itself could send it, which the database must refuse.</summary>
    public Task AppendOnlyAsync(string sql) => InAsync(async scope =>
    {
        await TestKit.AppendOnlyRefusal.OfAsync(scope, sql);
        return true;
    });

    public Task<ImportBenefitPaymentsResponse> ImportAsync(params ClientPayments[] payments) =>
        ImportAsync(Guid.CreateVersion7().ToString(), payments);

    public Task<ImportBenefitPaymentsResponse> ImportAsync(string requestId, params ClientPayments[] payments) =>
        SendAsync([Payments.Header(requestId), .. payments.Select(Payments.Message)]);

    public Task<ImportBenefitPaymentsResponse> SendAsync(IEnumerable<ImportBenefitPaymentsRequest> messages, ImportLimits? limits = null) =>
        InAsync(async scope =>
        {
            scope.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.OwnSystem, Self, SystemName: "payments"));
            object[] given = limits is null ? [] : [limits];
            var service = ActivatorUtilities.CreateInstance<BenefitRegisterGrpcService>(scope, given);
            return await service.ImportBenefitPayments(new Messages<ImportBenefitPaymentsRequest>(messages), new TestCall());
        });

    /// <summary>What the source gives the door.</summary>
    public Task<BenefitDayCounts> CountsAsync(string code, DateOnly asOf, Purpose purpose = Purpose.ActivationPlanNeed) => InAsync(async scope =>
    {
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(Code(code), Cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.BenefitDays)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, asOf, TeOffice, purpose), Cancellation);
        return content.BenefitDays;
    });

    public Task<ClientHistory> HistoryAsync(string code) => InAsync(async scope =>
        await scope.GetRequiredService<Subjects>().FindAsync(Code(code), Cancellation) is { } subject
            ? await scope.GetRequiredService<ClientHistories>().OfAsync(subject, Cancellation)
            : ClientHistory.Empty);

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    public async Task<IReadOnlyList<JournalRow>> NoticesAsync() =>
        [.. (await RowsAsync<JournalRow>()).Where(row => row.Step == ThresholdNotices.Step)];

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        var place = Place;
        await EndAsync();
        _key.Dispose();
        if (_isReplica)
        {
            return;
        }

        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private WebApplication Build()
    {
        var builder = MeshService.CreateBuilder<KelaDbContext>(
            new MeshServiceSettings
            {
                Participation = Self,
                Listen = new Uri("https://127.0.0.1:0/"),
                DirectoryPath = At("participants.json"),
                DirectoryKeyPath = At("directory.pem"),
                TrustedRootsPath = At("certificate.pem"),
                CertificatePath = At("certificate.pem"),
                CertificateKeyPath = At("certificate.key"),
                Issuer = new Uri("https://localhost:1/"),
                DataFolder = _folder,
                Storage = TestKit.TestStorage.Server<KelaDbContext>(At(Self.Slug + ".db")),
                AtRestKeysPath = At("keys.json"),
                SigningKeysPath = At("signing.json"),
            },
            new MeshHostParts { Clock = _served, Time = Time, Log = TextWriter.Synchronized(_log), OwnsTelemetry = false });
        builder.Services.AddKela(_ => new NowhereTransport());
        builder.Services.Replace(ServiceDescriptor.Singleton<IDoorClients>(Doors));
        return KelaApplication.Map(builder.Build());
    }

    private async Task BeginAsync()
    {
        await InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        await _app.Services.GetRequiredService<ActiveReplica>().StartAsync(Cancellation);
    }

    private async Task EndAsync()
    {
        await _app.Services.GetRequiredService<ActiveReplica>().StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private void WriteDirectory(byte[] json)
    {
        File.WriteAllBytes(At("participants.json"), json);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(json, _key));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PersonalIdentityCode Code(string code) => PersonalIdentityCode.Parse(code).Value;

    private static DateTimeOffset Noon(DateOnly day) => HelsinkiTime.StartOf(day).AddHours(12);

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);

    private static byte[] Resource(string name)
    {
        using var stream = typeof(KelaHost).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    // Nobody connects, but the host wants a certificate to listen with.
    private void WriteCertificate(ECDsa key)
    {
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Machine.AddDays(-1), Machine.AddDays(1));
        File.WriteAllText(At("certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(At("certificate.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private string At(string file) => Path.Combine(_folder, file);

    private sealed class NowhereTransport : INoticeTransport
    {
        public Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation) =>
            throw new TransientNoticeException("NOT_STARTED");
    }
}
