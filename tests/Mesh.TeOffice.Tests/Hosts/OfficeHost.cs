using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>The TE office as it is wired, on a real database, without its network and without its background work.</summary>
internal sealed class OfficeHost : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _isReplica;
    private readonly DemonstrationClock _clock;
    private readonly StringWriter _log = new();
    private readonly WebApplication _app;

    private OfficeHost(DateTimeOffset now, OfficeProfile profile, string? folderOfAnother = null)
    {
        _isReplica = folderOfAnother is not null;
        _folder = folderOfAnother ?? Directory.CreateTempSubdirectory("teoffice-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var directory = TestKit.TestSigners.InstalledDirectory(Resource("participants.json"));
        File.WriteAllBytes(At("participants.json"), directory);
        File.WriteAllBytes(At("participants.json.sig"), DirectorySignature.Sign(directory, key));
        File.WriteAllText(At("directory.pem"), key.ExportSubjectPublicKeyInfoPem());
        if (!_isReplica)
        {
            AtRestKeys.Create(At("keys.json"));
            TestKit.TestSigners.Install(Participants.TeOffice, At("signing.json"));
        }

        WriteCertificate(key);
        _clock = new DemonstrationClock(ParticipantDirectory.Read(directory).Directory, now);
        var builder = MeshService.CreateBuilder<TeOfficeDbContext>(Settings(), new MeshHostParts
        {
            Clock = _clock,
            Time = Machine,
            Log = TextWriter.Synchronized(_log),
            OwnsTelemetry = false,
        });
        builder.Services.AddTeOffice(_ => new NowhereTransport(), profile);
        builder.Services.Replace(ServiceDescriptor.Singleton<IDoorClients>(Doors));
        builder.Services.Replace(ServiceDescriptor.Scoped<IClientIdentity, FakeClientIdentity>());
        _app = TeOfficeApplication.Map(builder.Build());
    }

    /// <summary>Far from the mesh's time: whoever mixes them up is found out.</summary>
    public FakeTimeProvider Machine { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public FakeDoors Doors { get; } = new();

    public DateTimeOffset Now => _clock.Now;

    public string Log => _log.ToString();

    public StoragePlace Place => _app.Services.GetRequiredService<StoragePlace>();

    public static async Task<OfficeHost> StartAsync(string today = "13.11.2023", Profile profile = Profile.Report)
    {
        var host = new OfficeHost(Morning(Days.Day(today)), new OfficeProfile(profile));
        await host.InAsync(async scope =>
        {
            await scope.GetRequiredService<DbContext>().PrepareSchemaAsync(Cancellation);
            return true;
        });
        return host;
    }

    /// <summary>A second host of the same office on the same database; it ends before the first.</summary>
    public OfficeHost Replica() => new(Now, _app.Services.GetRequiredService<OfficeProfile>(), _folder);

    /// <summary>A generated client of what the office serves.</summary>
    public TClient As<TClient>(Caller caller)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), new InProcessCalls(_app, caller))!;

    public void MoveTo(string day, int hour = 9) => _clock.MoveTo(HelsinkiTime.StartOf(Days.Day(day)).AddHours(hour));

    public void MoveBy(TimeSpan time) => _clock.MoveTo(_clock.Now + time);

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs an act of the office's own in a transaction.</summary>
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
        if (_isReplica)
        {
            return;
        }

        await TestKit.TestStorage.CloseAsync(place);
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Morning(DateOnly day) => HelsinkiTime.StartOf(day).AddHours(9);

    private MeshServiceSettings Settings() => new()
    {
        Participation = Participants.TeOffice,
        Listen = new Uri("https://127.0.0.1:0/"),
        DirectoryPath = At("participants.json"),
        DirectoryKeyPath = At("directory.pem"),
        TrustedRootsPath = At("certificate.pem"),
        CertificatePath = At("certificate.pem"),
        CertificateKeyPath = At("certificate.key"),
        Issuer = new Uri("https://localhost:1/"),
        DataFolder = _folder,
        Storage = TestKit.TestStorage.Server<TeOfficeDbContext>(At(Participants.TeOffice.Slug + ".db")),
        AtRestKeysPath = At("keys.json"),
        SigningKeysPath = At("signing.json"),
    };

    private static byte[] Resource(string name)
    {
        using var stream = typeof(OfficeHost).Assembly.GetManifestResourceStream(name)!;
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
