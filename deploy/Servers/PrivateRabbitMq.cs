using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

[assembly: InternalsVisibleTo("Mesh.Messaging.RabbitMq.Tests")]

namespace Mesh.Servers;

/// <summary>
/// A RabbitMQ node of its own on the loopback address: own port, folder, cookie and port mapper, run by whoever starts it, root or not.
/// It installs nothing. It ends with the process that started it, whether that stops it, is interrupted or is killed.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    // The node has a port mapper of its own, which goes with it: it is a daemon, and nobody else would end it. It refuses as long as it believes
    // that the node lives, which may be a moment longer than it does. $1 file of the process id,
    // $2 the program.
    private const string NodeAndMapper = """
        trap 'stopping=1; [ -z "$server" ] || kill -TERM $server' TERM
        "$2" &
        server=$!
        [ -z "$stopping" ] || kill -TERM $server
        echo $server >"$1"
        wait $server
        code=$?
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        tries=0
        while epmd -names >/dev/null 2>&1 && [ $tries -lt 100 ]; do epmd -kill >/dev/null 2>&1; tries=$((tries + 1)); sleep 0.1; done
        exit $code
        """;

    private const string Plugins = "[rabbitmq_auth_mechanism_ssl].\n";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly PrivateRabbitMqSettings _settings;
    private LeashedProcess? _server;

    private PrivateRabbitMq(PrivateRabbitMqSettings settings) => _settings = settings;

    /// <summary>Port of AMQP over TLS on 127.0.0.1.</summary>
    public int Port => _settings.Port;

    /// <summary>Folder of everything the node writes.</summary>
    public string Folder => _settings.Folder;

    /// <summary>Process id of the Erlang VM, the server itself; for tests that kill it.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(PathOf("pid")), CultureInfo.InvariantCulture);

    private string OutputPath => PathOf("out.log");

    /// <summary>Starts a node and returns when clients can connect.</summary>
    /// <exception cref="ServerNotInstalledException">RabbitMQ is not on this machine.</exception>
    /// <exception cref="ServerFailedException">The node ended or did not get ready.</exception>
    public static async Task<PrivateRabbitMq> StartAsync(PrivateRabbitMqSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!File.Exists(Path.Combine(settings.Programs, "rabbitmq-server")))
        {
            throw new ServerNotInstalledException("RabbitMQ", "rabbitmq-server");
        }

        var node = new PrivateRabbitMq(settings with
        {
            Folder = Path.GetFullPath(settings.Folder),
            InterNodePort = settings.InterNodePort == 0 ? settings.Port + 1 : settings.InterNodePort,
            PortMapperPort = settings.PortMapperPort == 0 ? settings.Port + 2 : settings.PortMapperPort,
        });
        await node.StartAsync(cancellation);
        return node;
    }

    /// <summary>Starts the node again after <see cref="StopAsync"/>, on what it kept.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Prepare();
        _server = LeashedProcess.Start(
            OutputPath, "TERM", ["env", .. Environment(), .. NodeCommand(PathOf("pid"), Path.Combine(_settings.Programs, "rabbitmq-server"))]);
        try
        {
            await ReadyAsync(_server, cancellation);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Stops the node as an operator would: what is queued is kept. Does nothing when it is stopped.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync(StopLimit);
            await server.DisposeAsync();
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against the node and gives what it prints.</summary>
    /// <exception cref="ServerFailedException">The command failed.</exception>
    public Task<string> ControlAsync(CancellationToken cancellation, params string[] arguments) => Command.RunAsync(
        ["env", .. Environment(), Path.Combine(_settings.Programs, "rabbitmqctl"), "--quiet", .. arguments], cancellation);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>The command line of node and port mapper; TERM ends both. The leash ignores that signal, and what is ignored is inherited.</summary>
    internal static string[] NodeCommand(string pidFile, string program) => ["env", "--default-signal=TERM", "sh", "-c", NodeAndMapper, "node", pidFile, program];

    private string PathOf(string name) => Path.Combine(_settings.Folder, name);

    private void Prepare()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("A private RabbitMQ needs a Unix system: its files are closed to other users by their modes.");
        }

        Directory.CreateDirectory(_settings.Folder, OwnerOnly);
        File.SetUnixFileMode(_settings.Folder, OwnerOnly);
        File.WriteAllText(PathOf("enabled_plugins"), Plugins);
        File.WriteAllText(
            PathOf("rabbitmq.conf"),
            RabbitMqConfiguration.Text(
                $"127.0.0.1:{_settings.Port}",
                Path.GetFullPath(_settings.CertificatePath),
                Path.GetFullPath(_settings.CertificateKeyPath),
                Path.GetFullPath(_settings.TrustedRootsPath),
                Path.GetFullPath(_settings.DefinitionsPath)));

        // The cookie is what rabbitmqctl proves itself with; Erlang refuses one that others can read.
        if (!File.Exists(PathOf(".erlang.cookie")))
        {
            File.WriteAllText(PathOf(".erlang.cookie"), RandomNumberGenerator.GetHexString(40));
            File.SetUnixFileMode(PathOf(".erlang.cookie"), UnixFileMode.UserRead);
        }
    }

    private IEnumerable<string> Environment() =>
    [
        $"HOME={_settings.Folder}",
        $"ERL_EPMD_PORT={_settings.PortMapperPort}",
        "ERL_EPMD_ADDRESS=127.0.0.1",
        $"RABBITMQ_NODENAME=mesh{_settings.Port}@localhost",
        $"RABBITMQ_DIST_PORT={_settings.InterNodePort}",
        "RABBITMQ_CONF_ENV_FILE=/dev/null",

        // The program becomes the Erlang VM. Otherwise a script stays before it, at whose death the VM would go on unseen.
        "RUNNING_UNDER_SYSTEMD=true",
        $"RABBITMQ_CONFIG_FILE={PathOf("rabbitmq.conf")}",
        $"RABBITMQ_ADVANCED_CONFIG_FILE={PathOf("advanced.config")}",
        $"RABBITMQ_GENERATED_CONFIG_DIR={PathOf("generated")}",
        $"RABBITMQ_ENABLED_PLUGINS_FILE={PathOf("enabled_plugins")}",
        $"RABBITMQ_MNESIA_BASE={PathOf("data")}",
        $"RABBITMQ_LOG_BASE={PathOf("log")}",
        $"RABBITMQ_PID_FILE={PathOf("node.pid")}",

        // Between nodes on loopback only. No busy waiting: beside the mesh itself the schedulers would spin away a core.
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
    ];

    // The listener opens last, after the definitions: who can connect finds everything there.
    private async Task ReadyAsync(LeashedProcess server, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await AcceptsAsync(cancellation))
        {
            if (server.HasEnded || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new ServerFailedException("Starting RabbitMQ", LastLines());
            }

            await Task.Delay(Look, cancellation);
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, _settings.Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string LastLines() => File.Exists(OutputPath) ? string.Join('\n', File.ReadLines(OutputPath).TakeLast(20)) : "";
}
