using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Messaging;

/// <summary>Holds back and releases delivery. Mapped only where the mesh's clock is a demonstration's.</summary>
internal sealed class DeliveryGrpcService(
    DeliveryHolds holds, OutboxSignal signal, NoticeBacklog backlog, NoticesInHand inHand, DbContext database)
    : DeliveryService.DeliveryServiceBase
{
    /// <inheritdoc />
    public override Task<HoldDeliveryResponse> HoldDelivery(HoldDeliveryRequest request, ServerCallContext context)
    {
        holds.Hold(request.Recipient);
        return Task.FromResult(new HoldDeliveryResponse());
    }

    /// <inheritdoc />
    public override async Task<GetDeliveryStateResponse> GetDeliveryState(GetDeliveryStateRequest request, ServerCallContext context) => new()
    {
        Unsent = await backlog.UnsentAsync(context.CancellationToken),
        InHand = inHand.Now,
        Sent = await backlog.SentAsync(context.CancellationToken),
        Received = await backlog.ReceivedAsync(context.CancellationToken),
    };

    /// <inheritdoc />
    public override async Task<ReleaseDeliveryResponse> ReleaseDelivery(ReleaseDeliveryRequest request, ServerCallContext context)
    {
        var held = holds.IsHeld(request.Recipient)
            ? await database.Set<OutboxRow>().CountAsync(row => row.SentAt == null && row.Recipient == request.Recipient, context.CancellationToken)
            : 0;
        holds.Release(request.Recipient, request.NewestFirst);
        signal.Wake(request.Recipient);
        return new ReleaseDeliveryResponse { NoticesHeld = held };
    }
}
