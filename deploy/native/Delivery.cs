using Grpc.Core;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Native;

/// <summary>
/// Knows when nothing is on its way between the participations: what was sent has been received, and no process has any of it in hand.
/// </summary>
/// <param name="replicas">Of each participation, a client of each of its processes.</param>
internal sealed class Delivery(IReadOnlyDictionary<Participation, IReadOnlyList<DeliveryService.DeliveryServiceClient>> replicas)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);
    private const int MostLooks = 200;

    private OnTheWay? _last;

    /// <summary>Waits until nothing is on its way; at most some seconds, since a recipient that cannot take a notice may never.</summary>
    public async Task SettledAsync(CancellationToken cancellation)
    {
        for (var looks = 0; looks < MostLooks && !await IsSettledAsync(cancellation); looks++)
        {
            await Task.Delay(Look, cancellation);
        }
    }

    private async Task<bool> IsSettledAsync(CancellationToken cancellation)
    {
        // Nothing was sent between two looks at everybody: else what was sent and received in between could hide what is still on its way.
        var (before, now) = (_last, await LookAsync(cancellation));
        _last = now;
        return before is not null && now is not null && now.Unsent == 0 && now.InHand == 0 && now.Sent == before.Sent && now.Received >= now.Sent;
    }

    // Null when a participation has no process that answers, or one did not answer in time.
    private async Task<OnTheWay?> LookAsync(CancellationToken cancellation)
    {
        GetDeliveryStateResponse?[][] states;
        try
        {
            states = await Task.WhenAll(replicas.Values.Select(clients => Task.WhenAll(clients.Select(client => AskAsync(client, cancellation)))));
        }
        catch (RpcException late) when (late.StatusCode == StatusCode.DeadlineExceeded)
        {
            // Unlike one that is away, a slow process may have something in hand: everybody is looked at again.
            return null;
        }

        var answered = states.Select(ofOne => ofOne.OfType<GetDeliveryStateResponse>().ToList()).ToList();
        return answered.Exists(ofOne => ofOne.Count == 0) ? null : new OnTheWay(
            answered.Sum(ofOne => ofOne[0].Unsent),
            answered.Sum(ofOne => ofOne.Sum(state => state.InHand)),
            answered.Sum(ofOne => ofOne[0].Sent),
            answered.Sum(ofOne => ofOne[0].Received));
    }

    private static async Task<GetDeliveryStateResponse?> AskAsync(DeliveryService.DeliveryServiceClient client, CancellationToken cancellation)
    {
        try
        {
            return await client.GetDeliveryStateAsync(
                new GetDeliveryStateRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime + CallLimit, cancellationToken: cancellation);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }

    private sealed record OnTheWay(long Unsent, long InHand, long Sent, long Received);
}
