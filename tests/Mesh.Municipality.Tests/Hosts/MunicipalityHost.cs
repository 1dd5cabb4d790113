using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.Municipality.EmploymentServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Hosts;

/// <summary>A municipality's service as it is wired, on a real database file, without its network.</summary>
internal sealed class MunicipalityHost : IAsyncDisposable
{
    public static readonly Participation Self = Of("0162193-3/MUNICIPALITY");
    public static readonly Participation Region = Of("3221308-6/SOCIAL_CARE");

    private readonly WebApplication _app;

    private MunicipalityHost()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var directory = Resource("participants.json");
        File.WriteAllBytes(At("participants.json"), directory);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(directory, key));
        File.WriteAllText(At("directory.pem"), key.ExportSubjectPublicKeyInfoPem());
        AtRestKeys.Create(At("keys.json"));
        WriteCertificate(key);
        var clock = new DemonstrationClock(
            ParticipantDirectory.Read(directory).Directory, new DateTimeOffset(2023, 10, 2, 9, 0, 0, TimeSpan.Zero));
        _app = MunicipalityApplication.Build(
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
                DataFolder = Folder,
                AtRestKeysPath = At("keys.json"),
            },
            new MeshHostParts { Clock = clock, Time = new FakeTimeProvider(Machine), Log = TextWriter.Null, OwnsTelemetry = false },
            _ => new NowhereTransport());
    }

    public static DateTimeOffset Machine { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("municipality-").FullName;

    public static async Task<MunicipalityHost> StartAsync()
    {
        var host = new MunicipalityHost();
        await host.InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().EnsureSchemaAsync(scope.GetServices<SchemaGuard>(), Cancellation);
            return true;
        });
        return host;
    }

    public Task<RecordEmploymentServiceResponse> RecordAsync(RecordEmploymentServiceRequest request, string professional = "p1") =>
        InAsync(async scope =>
        {
            scope.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Professional, Self, professional, "substantial"));
            scope.GetRequiredService<RequestGate>().Pass(request);
            return await ActivatorUtilities.CreateInstance<EmploymentServiceRegisterGrpcService>(scope)
                .RecordEmploymentService(request, new TestCall());
        });

    /// <summary>What the source gives the door.</summary>
    public Task<IReadOnlyList<EmploymentServiceEntry>> EntriesAsync(string code, DateOnly asOf) =>
        InAsync<IReadOnlyList<EmploymentServiceEntry>>(async scope =>
        {
            var subject = await scope.GetRequiredService<Subjects>().FindAsync(PersonalIdentityCode.Parse(code).Value, Cancellation);
            var content = new DisclosedContent();
            await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.EmploymentServices)
                .ContributeAsync(content, new SourceRequest(subject!.Value, null, asOf, Region), Cancellation);
            return [.. content.EmploymentServices.Entries];
        });

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);

    private static byte[] Resource(string name)
    {
        using var stream = typeof(MunicipalityHost).Assembly.GetManifestResourceStream(name)!;
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

    private string At(string file) => Path.Combine(Folder, file);

    private sealed class NowhereTransport : INoticeTransport
    {
        public Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation) =>
            throw new TransientNoticeException("NOT_STARTED");
    }
}
