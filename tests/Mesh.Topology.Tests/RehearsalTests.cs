using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Servers;
using Mesh.TestKit;
using Npgsql;

namespace Mesh.Topology.Tests;

/// <summary>
/// What the containers would do, without an engine: a database made by the image's start script and reached by TLS alone, its migration as the
/// owner, hosts on the prepared files and the generated environment, and their own health probe.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RehearsalTests : IAsyncDisposable
{
    private static readonly Participation Kela = Committed.Directory.Entries.First(entry => entry.Participation.Role == ParticipantRole.SocialInsurance).Participation;

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-rehearsal-").FullName;
    private readonly List<LeashedProcess> _hosts = [];
    private PrivatePostgres? _database;

    private string Prepared => Path.Combine(_folder, "compose");

    private string Authority => Path.Combine(Prepared, "common", "authority.crt");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(TimeSpan.FromSeconds(20));
            await host.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Host_WhenItsDatabaseIsMadeAsTheContainersIs_ServesAndSaysSo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Prepare();
        var database = await StartDatabaseAsync(cancellation);
        var plan = Plan(Kela.Slug);
        var listen = FreePort();
        var environment = Rehearsal.EnvironmentOf(plan, Prepared, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Mesh__Listen"] = $"https://127.0.0.1:{listen}/",
            ["Mesh__Storage__Host"] = "localhost",
            ["Mesh__Storage__Port"] = Text(database.Port),
            ["Mesh__Bus__Host"] = "localhost",
            ["Mesh__Bus__Port"] = Text(FreePort()),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FreePort()}/",
        });
        Assert.Equal(1, await HealthAsync(plan, environment, cancellation));

        // The broker and the collector are away, and it serves all the same.
        Start(plan, environment);
        await ServesAsync(plan, environment, cancellation);
        await _hosts[0].StopAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, await HealthAsync(plan, environment, cancellation));
        Assert.Equal(2, await HealthAsync(plan, [.. environment.Where(variable => variable.Key != "Mesh__CertificatePath")], cancellation));
    }

    [Fact]
    public async Task Database_WhenItIsMadeAsTheContainersIs_TakesNobodyWithoutTlsPasswordOrRight()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Prepare();
        var database = await StartDatabaseAsync(cancellation);
        var serving = new NpgsqlConnectionStringBuilder
        {
            Host = "localhost",
            Port = database.Port,
            Database = Site.DatabaseNameOf(Kela),
            Username = Site.DatabaseNameOf(Kela) + "_serving",
            Password = File.ReadAllText(Path.Combine(Prepared, "hosts", Kela.Slug, "serving.password")),
            SslMode = SslMode.VerifyFull,
            RootCertificate = Authority,
            Pooling = false,
        };

        await ConnectAsync(serving.ConnectionString);
        serving.SslMode = SslMode.Disable;
        Assert.Equal(PostgresErrorCodes.InvalidAuthorizationSpecification, (await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(serving.ConnectionString))).SqlState);
        (serving.SslMode, serving.Password) = (SslMode.VerifyFull, "another");
        Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(serving.ConnectionString))).SqlState);

        // What comes with every cluster is open to nobody either.
        (serving.Password, serving.Database) = (File.ReadAllText(Path.Combine(Prepared, "hosts", Kela.Slug, "serving.password")), "postgres");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(serving.ConnectionString))).SqlState);
        serving.Database = "template1";
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(serving.ConnectionString))).SqlState);

        async Task ConnectAsync(string connectionString)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellation);
        }
    }

    [Theory]
    [InlineData(Site.GatewayName, "Mesh__Listen")]
    [InlineData(Site.IdentityProviderName, "MESH_IDP_LISTEN")]
    public async Task Health_WhenTheFrontDoorIsAsked_IsWhetherItAnswersUnderItsName(string name, string listenVariable)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Prepare();
        var plan = Plan(name);
        var port = Text(FreePort());
        var environment = Rehearsal.EnvironmentOf(plan, Prepared, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [listenVariable] = listenVariable == "Mesh__Listen" ? $"https://127.0.0.1:{port}/" : $"127.0.0.1:{port}",
        });
        Assert.Equal(1, await HealthAsync(plan, environment, cancellation));

        Start(plan, environment);
        await ServesAsync(plan, environment, cancellation);

        // Somebody else at the address is not this host: the other one's probe, sent there, says no.
        var (other, variable) = name == Site.GatewayName ? (Plan(Site.IdentityProviderName), "MESH_IDP_LISTEN") : (Plan(Site.GatewayName), "Mesh__Listen");
        var there = variable == "Mesh__Listen" ? $"https://127.0.0.1:{port}/" : $"127.0.0.1:{port}";
        Assert.Equal(1, await HealthAsync(other, Rehearsal.EnvironmentOf(other, Prepared, new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = there }), cancellation));
    }

    private static HostPlan Plan(string name) => HostPlans.Of(Committed.Directory, new ComposeSite()).Single(plan => plan.Name == name);

    private void Prepare() => ComposePreparation.Prepare(Prepared, File.ReadAllBytes(Committed.DirectoryFile), (10001, 10001));

    private void Start(HostPlan plan, IReadOnlyList<KeyValuePair<string, string>> environment) => _hosts.Add(LeashedProcess.Start(
        Path.Combine(_folder, plan.Name + ".log"), "TERM", ["dotnet", ProgramOf(plan)], environment: environment, workingDirectory: _folder));

    private async Task ServesAsync(HostPlan plan, IReadOnlyList<KeyValuePair<string, string>> environment, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (await HealthAsync(plan, environment, cancellation) != 0)
        {
            Assert.False(
                _hosts[^1].HasEnded || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(90),
                await File.ReadAllTextAsync(Path.Combine(_folder, plan.Name + ".log"), cancellation));
        }
    }

    private static async Task<int> HealthAsync(HostPlan plan, IReadOnlyList<KeyValuePair<string, string>> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramOf(plan), "health"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        await program.StandardOutput.ReadToEndAsync(cancellation);
        await program.WaitForExitAsync(cancellation);
        return program.ExitCode;
    }

    private static string ProgramOf(HostPlan plan) => Path.Combine(AppContext.BaseDirectory, plan.Assembly + ".dll");

    private async Task<PrivatePostgres> StartDatabaseAsync(CancellationToken cancellation)
    {
        var files = Path.Combine(Prepared, "databases", Kela.Slug);

        // The server runs as another user when root tests: what it reads lies in its own folder, which becomes that user's.
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "postgres")).FullName;
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute);
        foreach (var file in (string[])["server.crt", "server.key"])
        {
            File.Copy(Path.Combine(files, file), Path.Combine(folder, file));
        }

        File.Copy(SourceTree.At("deploy/docker/postgres/pg_hba.conf"), Path.Combine(folder, "pg_hba.conf"));
        _database = await PrivatePostgres.StartAsync(
            folder,
            cancellation,
            settings: ["ssl=on", $"ssl_cert_file={folder}/server.crt", $"ssl_key_file={folder}/server.key", $"hba_file={folder}/pg_hba.conf"],
            isThrownAway: true);
        var start = new ProcessStartInfo("bash", [SourceTree.At("deploy/docker/postgres/roles.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("MESH_DATABASE", Site.DatabaseNameOf(Kela)), ("MESH_SECRETS", files), ("POSTGRES_USER", _database.Administrator.Name), ("PGHOST", "127.0.0.1"),
            ("PGPORT", Text(_database.Port)), ("PGPASSWORD", File.ReadAllText(_database.Administrator.PasswordFile)), ("PGSSLMODE", "require"),
        ])
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        var said = await script.StandardError.ReadToEndAsync(cancellation);
        await script.WaitForExitAsync(cancellation);
        Assert.True(script.ExitCode == 0, said);

        var owner = new StoragePlace.Postgres(
            "localhost",
            _database.Port,
            Site.DatabaseNameOf(Kela),
            Site.DatabaseNameOf(Kela) + "_owner",
            Path.Combine(Prepared, "migrations", Kela.Slug, "owner.password"),
            Authority);
        Assert.NotEmpty(await Cli.DatabaseMigration.RunAsync(Kela.Role, owner, Site.DatabaseNameOf(Kela) + "_serving", cancellation));
        return _database;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
