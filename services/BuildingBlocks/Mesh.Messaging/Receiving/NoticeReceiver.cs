using Mesh.Identity;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>Handles or parks what transports bring. Nothing is dropped.</summary>
internal sealed partial class NoticeReceiver(
    NoticeDelivery delivery, ParkedNotices parked, NoticesInHand inHand, ILogger<NoticeReceiver> logger) : INoticeReceiver
{
    /// <inheritdoc/>
    public async Task ReceiveAsync(NoticeEnvelope envelope, Participation authenticatedSource, CancellationToken cancellation)
    {
        using var attempt = inHand.Begin();
        var fault = await delivery.DeliverAsync(envelope, authenticatedSource, isReplay: false, cancellation);
        if (fault is null)
        {
            // Sent again after it was parked, and this time it worked.
            await parked.ReleaseAsync(envelope.Id, authenticatedSource, cancellation);
            return;
        }

        if (!fault.IsAuthentic)
        {
            NotAuthentic(envelope.Id, authenticatedSource, fault.Reason);
        }

        await parked.ParkAsync(envelope, authenticatedSource, fault, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {NoticeId} brought by {AuthenticatedSource} is parked: {Reason}.")]
    private partial void NotAuthentic(Guid noticeId, Participation authenticatedSource, string reason);
}
