using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Mesh.WellbeingRegion.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>The region as it is wired, on a real database, without its network and without its background work.</summary>
internal sealed class RegionHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("regionhost-").FullName;
    private readonly DemonstrationClock _clock;
    private readonly StringWriter _log = new();
    private readonly WebApplication _app;

    private RegionHost(DateTimeOffset now, RegionProfile profile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var directory = TestKit.TestSigners.InstalledDirectory(Resource("participants.json"));
        File.WriteAllBytes(At("participants.json"), directory);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(directory, key));
        File.WriteAllText(At("directory.pem"), key.ExportSubjectPublicKeyInfoPem());
        AtRestKeys.Create(At("keys.json"));
        TestKit.TestSigners.Install(Participants.Region, At("signing.json"));
        WriteCertificate(key);
        _clock = new DemonstrationClock(ParticipantDirectory.Read(directory).Directory, now);
        var builder = MeshService.CreateBuilder<WellbeingRegionDbContext>(Settings(), new MeshHostParts
        {
            Clock = _clock,
            Time = Machine,
            Log = TextWriter.Synchronized(_log),
            OwnsTelemetry = false,
        });
        builder.Services.AddWellbeingRegion(_ => new NowhereTransport(), profile);
        builder.Services.AddSingleton(Others.Labour);
        builder.Services.Replace(ServiceDescriptor.Singleton<IDoorClients>(Others));
        builder.Services.Replace(ServiceDescriptor.Scoped<IPlanOwnerClients, FakeClients>());
        builder.Services.Replace(ServiceDescriptor.Singleton<IWorkplaceClients>(Workplaces));
        builder.Services.Replace(ServiceDescriptor.Scoped<IClientIdentity, FakeClientIdentity>());
        _app = WellbeingRegionApplication.Map(builder.Build());
    }

    /// <summary>Far from the mesh's time: whoever mixes them up is found out.</summary>
    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public FakeOthers Others { get; } = new();

    public FakeWorkplaces Workplaces { get; } = new();

    public DateTimeOffset Now => _clock.Now;

    public string Log => _log.ToString();

    public StoragePlace Place => _app.Services.GetRequiredService<StoragePlace>();

    public static async Task<RegionHost> StartAsync(string today = "1.12.2023", Profile profile = Profile.Statute)
    {
        var host = new RegionHost(Morning(Days.Of(today)), new RegionProfile(profile));
        await host.InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        return host;
    }

    /// <summary>A generated client of what the region serves.</summary>
    public TClient As<TClient>(Caller caller)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), new InProcessCalls(_app, caller))!;

    public void MoveTo(string day, int hour = 9) => _clock.MoveTo(HelsinkiTime.StartOf(Days.Of(day)).AddHours(hour));

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs an act of the region's own in a transaction.</summary>
    public Task ActAsync(Func<IServiceProvider, CancellationToken, Task> act) => InAsync(async scope =>
    {
        await scope.GetRequiredService<Transactions>().RunAsync(token => act(scope, token), Cancellation);
        return true;
    });

    public T New<T>() => ActivatorUtilities.CreateInstance<T>(_app.Services);

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    /// <summary>Steps of the flow journal, in order.</summary>
    public async Task<IReadOnlyList<JournalRow>> JournalAsync() => [.. (await RowsAsync<JournalRow>()).OrderBy(row => row.Time)];

    /// <summary>What waits to be sent, in order.</summary>
    public async Task<IReadOnlyList<NoticeEnvelope>> OutboxAsync() =>
    [
        .. (await ColumnAsync("SELECT envelope FROM notice_outbox ORDER BY sequence"))
            .Select(value => NoticeEnvelope.Parse((byte[])value).Value),
    ];

    /// <summary>Short names of what waits to be sent, in order.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync() =>
        [.. (await OutboxAsync()).Select(envelope => NoticeTypes.ShortName(envelope.Type))];

    /// <summary>What was told to one recipient, in order.</summary>
    public async Task<IReadOnlyList<T>> ToldAsync<T>()
        where T : IMessage, new() =>
        [
            .. (await OutboxAsync()).Where(envelope => envelope.Type == NoticeTypes.Of(new T().Descriptor))
                .Select(envelope => JsonParser.Default.Parse<T>(envelope.Data)),
        ];

    public NoticeEnvelope Envelope(IMessage notice, Participation source, Guid? flowId = null, Guid? id = null) => new(
        id ?? Guid.CreateVersion7(Machine.GetUtcNow()), source, Participants.Region, NoticeTypes.Of(notice.Descriptor),
        Now, Machine.GetUtcNow(), flowId ?? Guid.CreateVersion7(), null, JsonFormatter.Default.Format(notice));

    /// <summary>Where the one client's gate stands.</summary>
    public async Task<long> GateAsync() => (long)Assert.Single(await ColumnAsync("SELECT revision FROM subject_gate"));

    /// <summary>The faults of parked notices.</summary>
    public async Task<IReadOnlyList<string>> ParkedAsync() =>
        [.. (await ColumnAsync("SELECT detail FROM notice_parked")).Cast<string>()];

    /// <summary>A notice as the bus brings it.</summary>
    public Task ReceiveAsync(NoticeEnvelope envelope) => InAsync(async scope =>
    {
        await scope.GetRequiredService<INoticeReceiver>().ReceiveAsync(envelope, envelope.Source, Cancellation);
        return true;
    });

    public async Task<IReadOnlyList<object>> ColumnAsync(string sql) => await TestKit.TestStorage.ColumnAsync(Place, sql, Cancellation);

    /// <summary>Changes the database behind the service's back.</summary>
    public Task TamperAsync(string sql, params (string Name, object Value)[] parameters) =>
        TestKit.TestStorage.TamperAsync(Place, sql, Cancellation, parameters);

    public async ValueTask DisposeAsync()
    {
        // This host's pools alone: another test's files go while it reads them, when the last connection to them closes.
        var place = Place;
        await _app.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Morning(DateOnly day) => HelsinkiTime.StartOf(day).AddHours(9);

    private MeshServiceSettings Settings() => new()
    {
        Participation = Participants.Region,
        Listen = new Uri("https://127.0.0.1:0/"),
        DirectoryPath = At("participants.json"),
        DirectoryKeyPath = At("directory.pem"),
        TrustedRootsPath = At("certificate.pem"),
        CertificatePath = At("certificate.pem"),
        CertificateKeyPath = At("certificate.key"),
        Issuer = new Uri("https://localhost:1/"),
        DataFolder = _folder,
        Storage = TestKit.TestStorage.Server<WellbeingRegionDbContext>(At(Participants.Region.Slug + ".db")),
        AtRestKeysPath = At("keys.json"),
        SigningKeysPath = At("signing.json"),
    };

    private static byte[] Resource(string name)
    {
        using var stream = typeof(RegionHost).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    // Nobody connects, but the host wants a certificate to listen with.
    private void WriteCertificate(ECDsa key)
    {
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Machine.GetUtcNow().AddDays(-1), Machine.GetUtcNow().AddDays(1));
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
