using Grpc.Core;

namespace Mesh.Player;

/// <summary>Plays scenario files on a running mesh. Generic: what it calls and expects stands in the files and the contracts.</summary>
/// <param name="channels">The actors.</param>
/// <param name="log">What earlier starts played.</param>
/// <param name="settings">How the play goes.</param>
/// <param name="time">Machine time, for deadlines and waiting; the mesh's time is moved by the steps' dates.</param>
public sealed class ScenarioPlayer(IActorChannels channels, IPlayLog log, PlaySettings settings, TimeProvider time)
{
    /// <summary>Reads the files, merges them by date and plays them. Stops at the first step that fails.</summary>
    /// <param name="paths">Scenario files; at the same date the earlier file goes first.</param>
    /// <param name="progress">Hears of each step.</param>
    /// <param name="ct">Ends the play; a second start goes on from there.</param>
    public async Task<PlayResult> PlayAsync(IReadOnlyList<string> paths, IPlayProgress progress, CancellationToken ct)
    {
        var read = ScenarioFiles.Read(paths);
        if (read.Faults.Count > 0)
        {
            return PlayResult.OfFaults(read.Faults);
        }

        var history = new PlayHistory(log.Read(), settings.PlayName);
        if (history.Changes(read.Files).ToList() is { Count: > 0 } changes)
        {
            return PlayResult.OfFaults(changes);
        }

        try
        {
            return await new PlayRun(read.Files, history, channels, log, settings, time).PlayAsync(progress, ct);
        }
        catch (RpcException e) when (ct.IsCancellationRequested)
        {
            // Whoever ends the play looks for the platform's own exception, not for gRPC's.
            throw new OperationCanceledException("The play was ended.", e, ct);
        }
    }
}
