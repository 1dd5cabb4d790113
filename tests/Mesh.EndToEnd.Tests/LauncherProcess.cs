using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.EndToEnd.Tests;

/// <summary>The launcher as its user runs it: a process of its own, with a data folder and ports of its own.</summary>
internal sealed class LauncherProcess : IAsyncDisposable
{
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

    public static LauncherProcess Start(string dataFolder, int firstPort, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mesh.Local.dll"));
        foreach (var argument in (string[])[.. arguments, "--data", dataFolder, "--first-port", firstPort.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new LauncherProcess(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string dataFolder, int firstPort, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var launcher = Start(dataFolder, firstPort, environment, arguments);
        return (await launcher.EndAsync(), launcher.Output);
    }

    /// <summary>A first port with enough free ones behind it.</summary>
    /// <param name="notBefore">Passes over ports that are free now and will be used again.</param>
    public static int FreePorts(int notBefore = 0)
    {
        for (var first = Math.Max(notBefore, 21000 + (Environment.ProcessId % 200 * 20)); first < 60000; first += 20)
        {
            if (Enumerable.Range(first, PortsNeeded).All(IsFree))
            {
                return first;
            }
        }

        throw new InvalidOperationException("No free ports.");
    }

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _process.WaitForExitAsync(patience.Token);
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut would: no handler of the process runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
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
