using System.Globalization;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.Identity;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>Moves the clocks of all participations of a play forward together.</summary>
internal sealed class MeshClocks(IActorChannels channels, MethodCatalog methods, PlaySettings settings, TimeProvider time)
{
    private const string MoveTime = "tyollisyys.mesh.local.v1.ClockService/MoveTime";
    private const string MovedBack = "CLOCK_MOVED_BACK";

    private DateTimeOffset? _at;

    /// <summary>Moves every clock that is not there yet. Null when they are there; otherwise what went wrong.</summary>
    /// <param name="to">The mesh's time.</param>
    /// <param name="mayBePast">Whether a clock that is already past it is well: for steps that were played earlier or only look.</param>
    /// <param name="spot">The step that wants it.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Discrepancy?> MoveAsync(DateTimeOffset to, bool mayBePast, SourceSpot spot, CancellationToken ct)
    {
        if (_at >= to)
        {
            return null;
        }

        await settings.Settled(ct);
        var wrong = await Task.WhenAll(settings.Clocks.Select(at => MoveAsync(at, to, mayBePast, ct)));
        if (wrong.FirstOrDefault(text => text is not null) is { } first)
        {
            return Discrepancy.Of(spot, "clock", $"moved to {to.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture)}", first);
        }

        _at = to;
        await settings.Moved(ct);
        return null;
    }

    private async Task<string?> MoveAsync(Participation at, DateTimeOffset to, bool mayBePast, CancellationToken ct)
    {
        try
        {
            var method = methods.Find(MoveTime) ?? throw new InvalidOperationException($"The contracts have no {MoveTime}.");
            var request = new JObject { ["time"] = to.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
            foreach (var channel in await channels.OpenClocksAsync(at, ct))
            {
                var outcome = await CallAsync(channel, method, request, ct);
                var wrong = outcome switch
                {
                    { Status: StatusCode.OK } => null,
                    { Reason: MovedBack } when mayBePast => null,
                    { Reason: MovedBack } => $"{at} is already past that time. Start anew with --reset.",
                    _ => $"{at}: {ExpectationCheck.Show(outcome)}",
                };
                if (wrong is not null)
                {
                    return wrong;
                }
            }

            return null;
        }
        catch (ActorUnavailableException e)
        {
            return $"{at}: {e.Message}";
        }
    }

    // A replica that is just being started again does not answer for a moment, and is to have the time when it does.
    private async Task<CallOutcome> CallAsync(ActorChannel channel, MethodDescriptor method, JObject request, CancellationToken ct)
    {
        var until = time.GetUtcNow() + settings.ClockWithin;
        while (true)
        {
            var outcome = await DescriptorCalls.CallAsync(channel, method, [request], time.GetUtcNow().UtcDateTime + settings.CallDeadline, ct);
            if (outcome.Status != StatusCode.Unavailable || time.GetUtcNow() >= until)
            {
                return outcome;
            }

            await Task.Delay(settings.EventuallyEvery, time, ct);
        }
    }
}
