using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Native;

/// <summary>
/// Knows when nothing is on its way between the participations. The broker is not asked: what it has in hand comes to a participation
/// within milliseconds, so it is enough that all are at rest and that none has ended anything for a while.
/// </summary>
internal sealed class Delivery(IReadOnlyDictionary<Participation, DeliveryService.DeliveryServiceClient> participations)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private const int QuietLooks = 3;
    private const int MostLooks = 100;

    /// <summary>Waits until nothing is on its way; at most some seconds, since a recipient that cannot take a notice may never.</summary>
    public async Task SettledAsync(CancellationToken cancellation)
    {
        var (quiet, ended) = (0, -1L);
        for (var looks = 0; looks < MostLooks && quiet < QuietLooks; looks++)
        {
            var states = await Task.WhenAll(participations.Values.Select(client => client.GetDeliveryStateAsync(
                new GetDeliveryStateRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10), cancellationToken: cancellation).ResponseAsync));
            var isAtRest = states.All(state => state is { Unsent: 0, InHand: 0 }) && states.Sum(state => state.Ended) == ended;
            quiet = isAtRest ? quiet + 1 : 0;
            ended = states.Sum(state => state.Ended);
            await Task.Delay(Look, cancellation);
        }
    }
}
