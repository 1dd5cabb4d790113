using System.Diagnostics;

namespace Mesh.Servers;

/// <summary>
/// A server that ends with its starter. A shell stands between the two and holds the reading end of a pipe: the pipe closes when the
/// starter lets go of it or is no more, also by SIGKILL. (PR_SET_PDEATHSIG would fire as soon as the thread that happened to start the
/// server ends, and the runtime ends its threads as it likes.)
/// </summary>
internal sealed class WatchedServer
{
    // In a session of its own, so that a Ctrl-C at the terminal reaches the starter alone, which then stops it in order.
    private const string Script = """
        exec 3<&0 </dev/null 2>/dev/null
        "$1" >"$2" 2>&1 3<&- &
        server=$!
        echo $server >"$3"
        (read -r _ <&3; kill -TERM $server) &
        watch=$!
        exec 3<&-
        wait $server
        code=$?
        kill $watch
        epmd -kill >/dev/null
        exit $code
        """;

    private readonly Process _shell;

    private WatchedServer(Process shell) => _shell = shell;

    /// <summary>Whether the server is no more. By the shell that waited for it: a zombie still has a process id.</summary>
    public bool HasEnded => _shell.HasExited;

    /// <summary>Starts the server.</summary>
    public static WatchedServer Start(string program, IReadOnlyDictionary<string, string> environment, string output, string pidFile)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        foreach (var argument in (string[])["sh", "-c", Script, "sh", program, output, pidFile])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Lets go of the pipe and waits; what does not end in time is killed.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        _shell.StandardInput.Close();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await _shell.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);
            await _shell.WaitForExitAsync(CancellationToken.None);
        }

        _shell.Dispose();
    }
}
