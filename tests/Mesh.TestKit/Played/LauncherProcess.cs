using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.TestKit.Played;

/// <summary>A launcher as its user runs it: a process of its own, with a data folder and ports of its own.</summary>
public sealed class LauncherProcess : IAsyncDisposable
{
    private const string LocalLauncher = "Mesh.Local.dll";
    private const int PortsNeeded = 11;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;

    private LauncherProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Whether it is no more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts the launcher of one process.</summary>
    public static LauncherProcess Start(string dataFolder, int firstPort, IReadOnlyDictionary<string, string>? environment, params string[] arguments) => Start(
        ["dotnet", Path.Combine(AppContext.BaseDirectory, LocalLauncher), .. arguments, .. Place(dataFolder, firstPort)], environment);

    /// <summary>Starts any launcher, in a session of its own as a terminal would, so that <see cref="Interrupt"/> reaches all of it.</summary>
    public static LauncherProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("setsid", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new LauncherProcess(Process.Start(start)!);
    }

    /// <summary>The options that say where a launcher keeps its data and listens.</summary>
    public static string[] Place(string dataFolder, int firstPort) =>
        ["--data", dataFolder, "--first-port", firstPort.ToString(System.Globalization.CultureInfo.InvariantCulture)];

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string dataFolder, int firstPort, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var launcher = Start(dataFolder, firstPort, environment, arguments);
        return (await launcher.EndAsync(), launcher.Output);
    }

    /// <summary>A first port with enough free ones behind it.</summary>
    /// <param name="notBefore">Passes over ports that are free now and will be used again.</param>
    /// <param name="offsets">Ports that are used, counted from the first.</param>
    public static int FreePorts(int notBefore = 0, IReadOnlyList<int>? offsets = null)
    {
        for (var first = Math.Max(notBefore, 21000 + (Environment.ProcessId % 200 * 20)); first < 60000; first += 20)
        {
            if ((offsets ?? [.. Enumerable.Range(0, PortsNeeded)]).All(offset => IsFree(first + offset)))
            {
                return first;
            }
        }

        throw new InvalidOperationException("No free ports.");
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>What Ctrl-C in its terminal does.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Ends it as a power cut would: no handler of the process runs. What it started in sessions of their own is not killed with it.</summary>
    public async Task KillAsync()
    {
        Signal("KILL");
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // To the whole session: a script before the launcher too.
    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, "--", $"-{_process.Id}"]);
        kill.WaitForExit();
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
