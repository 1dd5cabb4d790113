using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.BenefitRegister;
using Mesh.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

    private readonly string _folder = Directory.CreateTempSubdirectory("kela-").FullName;
    private readonly WebApplication _app;
    private readonly DemonstrationClock _clock;

    private KelaHost(DateOnly today)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var directory = Resource("participants.json");
        File.WriteAllBytes(At("participants.json"), directory);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(directory, key));
        File.WriteAllText(At("directory.pem"), key.ExportSubjectPublicKeyInfoPem());
        AtRestKeys.Create(At("keys.json"));
        WriteCertificate(key);
        _clock = new DemonstrationClock(ParticipantDirectory.Read(directory).Directory, Noon(today));
        _app = KelaApplication.Build(
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
                AtRestKeysPath = At("keys.json"),
            },
            new MeshHostParts { Clock = _clock, Time = new FakeTimeProvider(Machine), Log = TextWriter.Null, OwnsTelemetry = false },
            _ => new NowhereTransport());
    }

    /// <summary>Far from the mesh's time: whoever mixes them up is found out.</summary>
    public static DateTimeOffset Machine { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => _clock.Now;

    public static async Task<KelaHost> StartAsync(DateOnly today)
    {
        var host = new KelaHost(today);
        await host.InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().EnsureSchemaAsync(scope.GetServices<SchemaGuard>(), Cancellation);
            return true;
        });
        return host;
    }

    public void MoveTo(DateOnly day) => _clock.MoveTo(Noon(day));

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
    public Task<BenefitDayCounts> CountsAsync(string code, DateOnly asOf) => InAsync(async scope =>
    {
        var subject = await scope.GetRequiredService<Subjects>().FindAsync(Code(code), Cancellation);
        var content = new DisclosedContent();
        await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.BenefitDays)
            .ContributeAsync(content, new SourceRequest(subject!.Value, null, asOf, TeOffice), Cancellation);
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
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
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
