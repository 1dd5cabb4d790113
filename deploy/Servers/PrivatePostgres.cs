using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

[assembly: InternalsVisibleTo("Mesh.Storage.Tests")]

namespace Mesh.Servers;

/// <summary>
/// A PostgreSQL cluster of one's own: any user, own folder and port, loopback only, passwords generated for every role, trust for nobody.
/// It ends with the process that started it. A folder used before is started again with what is in it.
/// </summary>
public sealed partial class PrivatePostgres : IAsyncDisposable
{
    private const string Host = "127.0.0.1";
    private const string AdministratorName = "mesh_administrator";
    private const int MostPortsTried = 5;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static readonly string[] Undurable = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    private readonly PostgresPrograms _programs;
    private readonly string _folder;
    private readonly LeashedProcess _server;

    private PrivatePostgres(PostgresPrograms programs, string folder, int port, LeashedProcess server)
    {
        (_programs, _folder, Port, _server) = (programs, folder, port, server);
        Administrator = Role(folder, AdministratorName);
    }

    /// <summary>Where it listens, on this machine alone.</summary>
    public int Port { get; }

    /// <summary>The cluster's superuser; nothing but the cluster's owner uses it.</summary>
    public PrivateRole Administrator { get; }

    /// <summary>Starts a cluster in a folder, making it when there is none.</summary>
    /// <param name="folder">Absolute path; as root its parents must be open to the user postgres, or nobody.</param>
    /// <param name="cancellation">Gives up and leaves nothing running.</param>
    /// <param name="port">Where it is to listen; a free port when left out.</param>
    /// <param name="settings">Further settings of the server, each as <c>name=value</c>.</param>
    /// <param name="isThrownAway">
    /// True only for tests: nothing is flushed to the disk, and the folder is removed with the cluster, however that ends.
    /// </param>
    /// <exception cref="ServerNotInstalledException">PostgreSQL is not on this machine.</exception>
    /// <exception cref="ServerFailedException">The cluster could not be made or started.</exception>
    public static async Task<PrivatePostgres> StartAsync(
        string folder, CancellationToken cancellation, int? port = null, IReadOnlyList<string>? settings = null, bool isThrownAway = false)
    {
        var programs = PostgresPrograms.Find();
        var user = ServerUser.Current();
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(Data(folder), "PG_VERSION")))
        {
            await MakeAsync(programs, user, folder, isThrownAway, cancellation);
        }

        for (var tried = 1; ; tried++)
        {
            try
            {
                var chosen = port ?? FreePort();
                return await ClosedAsync(
                    new PrivatePostgres(programs, folder, chosen, await LaunchAsync(programs, user, folder, chosen, settings ?? [], isThrownAway, cancellation)),
                    cancellation);
            }
            catch (ServerFailedException fault) when (
                port is null && tried < MostPortsTried && fault.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Somebody was faster between choosing the port and listening at it.
            }
        }
    }

    /// <summary>
    /// Makes a database with an owner and a serving role, each <c>name_owner</c> and <c>name_serving</c>; what is there already stays.
    /// </summary>
    public async Task<PrivateDatabase> EnsureDatabaseAsync(string name, CancellationToken cancellation)
    {
        if (!Identifier().IsMatch(name))
        {
            throw new ArgumentException("A database is named by small letters, digits and _.", nameof(name));
        }

        var owner = await EnsureRoleAsync(name + "_owner", cancellation);
        var serving = await EnsureRoleAsync(name + "_serving", cancellation);
        if (await AskAsync($"SELECT 1 FROM pg_database WHERE datname = '{name}'", "postgres", cancellation) is "")
        {
            await AskAsync($"CREATE DATABASE {name} OWNER {owner.Name}", "postgres", cancellation);
        }

        // By default everybody may connect and make temporary tables; before version 15 also tables of the common schema.
        await AskAsync(
            $"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {serving.Name}; "
            + $"ALTER SCHEMA public OWNER TO {owner.Name}; REVOKE ALL ON SCHEMA public FROM PUBLIC;",
            name,
            cancellation);
        return new PrivateDatabase(Host, Port, name, owner, serving);
    }

    /// <summary>Stops it in good order: open transactions are rolled back, committed ones are on the disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(StopTimeout);
        await _server.DisposeAsync();
    }

    private static async Task MakeAsync(
        PostgresPrograms programs, ServerUser user, string folder, bool isThrownAway, CancellationToken cancellation)
    {
        PasswordFolder.MakePrivate(folder);

        // Half a cluster, left by somebody who was interrupted, is no cluster.
        if (Directory.Exists(Data(folder)))
        {
            Directory.Delete(Data(folder), recursive: true);
        }

        var administrator = Role(folder, AdministratorName);
        await user.OwnAsync(folder, cancellation);

        // Locale C: text is compared by its bytes, as SQLite does, wherever the cluster runs.
        await Command.RunAsync(
            user.Run(
            [
                programs.Initdb, "-D", Data(folder), "-U", administrator.Name, "--pwfile", administrator.PasswordFile,
                "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-instructions", .. isThrownAway ? (string[])["--no-sync"] : [],
            ]),
            cancellation);
    }

    private static async Task<LeashedProcess> LaunchAsync(
        PostgresPrograms programs, ServerUser user, string folder, int port, IReadOnlyList<string> settings, bool isThrownAway, CancellationToken cancellation)
    {
        string[] all =
        [
            $"port={port}", $"listen_addresses={Host}", "unix_socket_directories=", "max_connections=300", "timezone=UTC",
            .. isThrownAway ? Undurable : [], .. settings,
        ];
        var log = Path.Combine(folder, "server.log");
        var said = File.Exists(log) ? new FileInfo(log).Length : 0;
        var server = LeashedProcess.Start(
            log,
            isThrownAway ? "QUIT" : "INT",
            user.Run([programs.Server, "-D", Data(folder), .. all.SelectMany(setting => (string[])["-c", setting])]),
            isThrownAway ? folder : "");
        try
        {
            using var patience = new CancellationTokenSource(StartTimeout);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            while (!IsReady(folder))
            {
                if (server.HasEnded || patience.IsCancellationRequested)
                {
                    throw new ServerFailedException("Starting PostgreSQL", (await File.ReadAllTextAsync(log, cancellation))[(int)said..]);
                }

                await Task.Delay(Look, cancellation);
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    // What comes with a cluster is open to every role, and is nobody's.
    private static async Task<PrivatePostgres> ClosedAsync(PrivatePostgres cluster, CancellationToken cancellation)
    {
        try
        {
            await cluster.AskAsync("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC", "postgres", cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    // The server writes its state as the eighth line once it takes connections; a stale file of a crash is its first act's to remove.
    private static bool IsReady(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(Data(folder), "postmaster.pid")) is { Length: >= 8 } lines && lines[7].Trim() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<PrivateRole> EnsureRoleAsync(string name, CancellationToken cancellation)
    {
        var role = Role(_folder, name);
        // Hexadecimal, hence safe in quotes; and a statement that fails is not to be logged with it.
        var password = await File.ReadAllTextAsync(role.PasswordFile, cancellation);
        var known = await AskAsync($"SELECT 1 FROM pg_roles WHERE rolname = '{name}'", "postgres", cancellation) is not "";
        await AskAsync(
            $"SET log_min_error_statement = panic; {(known ? "ALTER" : "CREATE")} ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}'",
            "postgres",
            cancellation);
        return role;
    }

    private async Task<string> AskAsync(string sql, string database, CancellationToken cancellation) => (await Command.RunAsync(
        [_programs.Psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", Host, "-p", $"{Port}", "-U", Administrator.Name, "-d", database],
        cancellation,
        sql,
        ("PGPASSWORD", await File.ReadAllTextAsync(Administrator.PasswordFile, cancellation)))).Trim();

    private static PrivateRole Role(string folder, string name) => new(name, new PasswordFolder(Path.Combine(folder, "passwords")).FileOf(name));

    private static string Data(string folder) => Path.Combine(folder, "data");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // With the longer of the two endings within the 63 bytes that PostgreSQL keeps of a name.
    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,54}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
