using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
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
using Mesh.Municipality.Storage;
using Mesh.Municipality.Workplaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Hosts;

/// <summary>A municipality's service as it is wired, on a real database file, without its network.</summary>
internal sealed class MunicipalityHost : IAsyncDisposable
{
    public static readonly Participation Self = Of("0162193-3/MUNICIPALITY");
    public static readonly Participation Region = Of("3221308-6/SOCIAL_CARE");
    public static readonly Participation OtherRegion = Of("3221347-3/SOCIAL_CARE");

    private readonly DemonstrationClock _clock;
    private readonly WebApplication _app;

    private MunicipalityHost()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var directory = TestKit.TestSigners.InstalledDirectory(Resource("participants.json"));
        File.WriteAllBytes(At("participants.json"), directory);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(directory, key));
        File.WriteAllText(At("directory.pem"), key.ExportSubjectPublicKeyInfoPem());
        AtRestKeys.Create(At("keys.json"));
        TestKit.TestSigners.Install(Self, At("signing.json"));
        WriteCertificate(key);
        _clock = new DemonstrationClock(
            ParticipantDirectory.Read(directory).Directory, new DateTimeOffset(2023, 10, 2, 9, 0, 0, TimeSpan.Zero));
        var builder = MeshService.CreateBuilder<MunicipalityDbContext>(
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
                Storage = TestKit.TestStorage.Server<MunicipalityDbContext>(At(Self.Slug + ".db")),
                AtRestKeysPath = At("keys.json"),
                SigningKeysPath = At("signing.json"),
            },
            new MeshHostParts { Clock = _clock, Time = new FakeTimeProvider(Machine), Log = TextWriter.Null, OwnsTelemetry = false });
        builder.Services.AddMunicipality(_ => new NowhereTransport());
        builder.Services.Replace(ServiceDescriptor.Scoped<IDoorClients>(provider => new FakeRegionClients(RegionSide, provider.GetRequiredService<FlowContext>())));
        builder.Services.Replace(ServiceDescriptor.Scoped<IRegionClients>(provider => new FakeRegionClients(RegionSide, provider.GetRequiredService<FlowContext>())));
        _app = MunicipalityApplication.Map(builder.Build());
    }

    public static DateTimeOffset Machine { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("municipality-").FullName;

    public static async Task<MunicipalityHost> StartAsync()
    {
        var host = new MunicipalityHost();
        await host.InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        return host;
    }

    /// <summary>The region, as far as the municipality sees it.</summary>
    public FakeRegion RegionSide { get; } = new();

    /// <summary>A generated client of what the municipality serves.</summary>
    public TClient As<TClient>(Caller caller)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), new InProcessCalls(_app, caller))!;

    public void MoveTo(string day) => _clock.MoveTo(HelsinkiTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).AddHours(9));

    public Task<RecordEmploymentServiceResponse> RecordAsync(RecordEmploymentServiceRequest request, string professional = "p1") =>
        InAsync(async scope =>
        {
            scope.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Professional, Self, professional, "substantial"));
            scope.GetRequiredService<RequestGate>().Pass(request);
            return await ActivatorUtilities.CreateInstance<EmploymentServiceRegisterGrpcService>(scope)
                .RecordEmploymentService(request, new TestCall());
        });

    /// <summary>What the source gives the door.</summary>
    /// <summary>A notice as the bus brings it, told now.</summary>
    public Task ReceiveAsync(IMessage notice, Participation source) => InAsync(async scope =>
    {
        var envelope = new NoticeEnvelope(
            Guid.CreateVersion7(), source, Self, NoticeTypes.Of(notice.Descriptor), scope.GetRequiredService<MeshClock>().Now,
            Machine, Guid.CreateVersion7(), null, JsonFormatter.Default.Format(notice));
        await scope.GetRequiredService<INoticeReceiver>().ReceiveAsync(envelope, source, Cancellation);
        return true;
    });

    public Task<IReadOnlyList<EmploymentServiceEntry>> EntriesAsync(string code, DateOnly asOf) =>
        InAsync<IReadOnlyList<EmploymentServiceEntry>>(async scope =>
        {
            var subject = await scope.GetRequiredService<Subjects>().FindAsync(PersonalIdentityCode.Parse(code).Value, Cancellation);
            var content = new DisclosedContent();
            await scope.GetServices<IDisclosureSource>().Single(source => source.Category == DataCategory.EmploymentServices)
                .ContributeAsync(content, new SourceRequest(subject!.Value, null, asOf, Region, Purpose.ClientSummary), Cancellation);
            return [.. content.EmploymentServices.Entries];
        });

    /// <summary>What is on the disk of its database.</summary>
    public async Task<string> TextAsync() => System.Text.Encoding.Latin1.GetString(
        await TestKit.TestStorage.BytesAsync(_app.Services.GetRequiredService<StoragePlace>(), Cancellation));

    public Task<List<T>> RowsAsync<T>()
        where T : class => InAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync(Cancellation));

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Does behind the service's back what it may not do itself.</summary>
    public Task TamperAsync(string sql, params (string Name, object Value)[] parameters) =>
        TestKit.TestStorage.TamperAsync(_app.Services.GetRequiredService<StoragePlace>(), sql, Cancellation, parameters);

    /// <summary>What an operator does, as the owner of the database and with its file of keys.</summary>
    public async Task<RotationResult> RotateKeysAsync()
    {
        await using var owner = await OwnerStorage.OpenAsync<MunicipalityDbContext>(
            TestKit.TestStorage.AsOwner(_app.Services.GetRequiredService<StoragePlace>()), Cancellation);
        var result = await new KeyRotation(owner.Database, At("keys.json"), TimeProvider.System).RunAsync(TimeSpan.FromMinutes(1), _ => { }, Cancellation);

        // Here time stands, and with it the watch of the file.
        _app.Services.GetRequiredService<AtRestKeys>().Reload();
        return result;
    }

    /// <summary>A statement as the service itself could send it, which the database must refuse.</summary>
    public Task AppendOnlyAsync(string sql) => InAsync(async scope =>
    {
        await TestKit.AppendOnlyRefusal.OfAsync(scope, sql);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        var place = _app.Services.GetRequiredService<StoragePlace>();
        await _app.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
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
