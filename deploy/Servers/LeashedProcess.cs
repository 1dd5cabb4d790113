using System.Diagnostics;

namespace Mesh.Servers;

/// <summary>
/// A server that ends with the process that started it, however that one ends. A shell between the two waits at a pipe whose other end
/// only the starter holds: the kernel closes it also after SIGKILL. (A parent-death signal would follow the starting thread, and threads of
/// a pool come and go.) The server has a session of its own, so that Ctrl-C reaches the starter alone, which then stops things in order.
/// </summary>
public sealed class LeashedProcess : IAsyncDisposable
{
    // $1 log, $2 signal to stop with, $3 folder to remove once let go (not when the server ends by itself) or
    // nothing, then the command. The stopping signal is given again and again, since a server that has only begun to
    // start ignores it. The watcher is killed with a signal that it cannot have inherited as ignored.
    private const string Leash = """
        log=$1 stop=$2 folder=$3; shift 3
        trap '' INT TERM HUP
        exec 3<&0 </dev/null
        "$@" 3<&- >>"$log" 2>&1 &
        server=$!
        ( cat <&3 >/dev/null; [ -z "$folder" ] || touch "$folder/let-go"; while kill -s "$stop" "$server"; do sleep 0.2; done ) 2>/dev/null &
        watcher=$!
        exec 3<&-
        wait "$server"; code=$?
        kill -s KILL "$watcher" 2>/dev/null
        [ -z "$folder" ] || [ ! -e "$folder/let-go" ] || rm -rf "$folder"
        exit "$code"
        """;

    private readonly Process _shell;
    private bool _stopped;

    private LeashedProcess(Process shell) => _shell = shell;

    /// <summary>Whether it is no more.</summary>
    public bool HasEnded => _shell.HasExited;

    /// <summary>Starts a server.</summary>
    /// <param name="log">File that what it says is appended to.</param>
    /// <param name="stopSignal">The signal at which it ends in good order.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="removedFolder">A folder to be removed once it has ended.</param>
    /// <param name="environment">Variables beside those of the starter.</param>
    /// <param name="workingDirectory">Where it starts.</param>
    public static LeashedProcess Start(
        string log,
        string stopSignal,
        IReadOnlyList<string> command,
        string removedFolder = "",
        IEnumerable<KeyValuePair<string, string>>? environment = null,
        string workingDirectory = "/")
    {
        var start = new ProcessStartInfo("setsid", CommandOf(log, stopSignal, command, removedFolder).Skip(1))
        {
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>The command line, whose standard input is the leash.</summary>
    internal static IReadOnlyList<string> CommandOf(
        string log, string stopSignal, IReadOnlyList<string> command, string removedFolder = "") =>
        ["setsid", "sh", "-c", Leash, "leash", log, stopSignal, removedFolder, .. command];

    /// <summary>Lets go and waits until the server has ended; kills it when it takes longer than it may.</summary>
    public async Task StopAsync(TimeSpan atMost)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        _shell.StandardInput.Close();
        using var patience = new CancellationTokenSource(atMost);
        try
        {
            await _shell.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);
            await _shell.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends it as SIGKILL does: no handler of it runs. For tests of what survives.</summary>
    public async Task KillAsync()
    {
        _stopped = true;
        _shell.Kill(entireProcessTree: true);
        await _shell.WaitForExitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(10));
        _shell.Dispose();
    }
}
