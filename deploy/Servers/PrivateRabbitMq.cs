using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mesh.Servers;

/// <summary>
/// A RabbitMQ node of its own on the loopback address: own port, folder, cookie and port mapper, run by whoever starts it, root or not.
/// It installs nothing. It ends with the process that started it, whether that stops it, is interrupted or is killed.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    private const string Plugins = "[rabbitmq_auth_mechanism_ssl].\n";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly PrivateRabbitMqSettings _settings;
    private WatchedServer? _server;

    private PrivateRabbitMq(PrivateRabbitMqSettings settings) => _settings = settings;

    /// <summary>Port of AMQP over TLS on 127.0.0.1.</summary>
    public int Port => _settings.Port;

    /// <summary>Process id of the Erlang VM, the server itself; for tests that kill it.</summary>
    public int ProcessId => int.Parse(File.ReadAllText(PathOf("pid")), CultureInfo.InvariantCulture);

    private string OutputPath => PathOf("out.log");

    /// <summary>Starts a node and returns when clients can connect.</summary>
    /// <exception cref="ServerNotInstalledException">RabbitMQ is not on this machine.</exception>
    /// <exception cref="InvalidOperationException">The node ended or did not get ready; the message quotes its last lines.</exception>
    public static async Task<PrivateRabbitMq> StartAsync(PrivateRabbitMqSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!File.Exists(Path.Combine(settings.Programs, "rabbitmq-server")))
        {
            throw new ServerNotInstalledException(
                $"RabbitMQ is not installed: there is no rabbitmq-server in {settings.Programs}. On Debian: apt-get install --no-install-recommends rabbitmq-server");
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
        _server = WatchedServer.Start(Path.Combine(_settings.Programs, "rabbitmq-server"), Environment(), OutputPath, PathOf("pid"));
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
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against the node and gives what it prints.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message has what it printed.</exception>
    public async Task<string> ControlAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_settings.Programs, "rabbitmqctl"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in (string[])["--quiet", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {arguments[0]} failed: {await errors}{output}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

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

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["HOME"] = _settings.Folder,
        ["ERL_EPMD_PORT"] = _settings.PortMapperPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"mesh{_settings.Port}@localhost",
        ["RABBITMQ_DIST_PORT"] = _settings.InterNodePort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = PathOf("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = PathOf("advanced.config"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = PathOf("generated"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PathOf("enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = PathOf("data"),
        ["RABBITMQ_LOG_BASE"] = PathOf("log"),
        ["RABBITMQ_PID_FILE"] = PathOf("node.pid"),

        // Between nodes on loopback only. No busy waiting: beside the mesh itself the schedulers would spin away a core.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    // The listener opens last, after the definitions: who can connect finds everything there.
    private async Task ReadyAsync(WatchedServer server, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await AcceptsAsync(cancellation))
        {
            if (server.HasEnded || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new InvalidOperationException($"RabbitMQ did not start; {OutputPath} ends with:\n{LastLines()}");
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
