using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>Handles or parks what transports bring. Nothing is dropped.</summary>
internal sealed partial class NoticeReceiver(
    NoticeDelivery delivery, ParkedNotices parked, NoticesInHand inHand, Self self, ILogger<NoticeReceiver> logger) : INoticeReceiver
{
    /// <inheritdoc/>
    public async Task ReceiveAsync(NoticeEnvelope envelope, Participation authenticatedSource, CancellationToken cancellation)
    {
        using var attempt = inHand.Begin();
        var (fault, mayBeParked) = await DeliverAsync(envelope, authenticatedSource, cancellation);
        if (fault is null)
        {
            if (mayBeParked)
            {
                // Sent again after it was parked, and this time it worked.
                await parked.ReleaseAsync(envelope.Id, authenticatedSource, cancellation);
            }

            NoticeMetrics.WasReceived(self.Participation, envelope.Type, "handled");
            return;
        }

        if (!fault.IsAuthentic)
        {
            NotAuthentic(envelope.Id, authenticatedSource, fault.Reason);
        }

        await parked.ParkAsync(envelope, authenticatedSource, fault, cancellation);
        NoticeMetrics.WasReceived(self.Participation, envelope.Type, "parked", fault.Reason);
    }

    private async Task<NoticeOutcome> DeliverAsync(NoticeEnvelope envelope, Participation authenticatedSource, CancellationToken cancellation)
    {
        try
        {
            return await delivery.DeliverAsync(envelope, authenticatedSource, isReplay: false, cancellation);
        }
        catch (TransientNoticeException transient)
        {
            NoticeMetrics.WasReceived(self.Participation, envelope.Type, "deferred", transient.Code);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {NoticeId} brought by {AuthenticatedSource} is parked: {Reason}.")]
    private partial void NotAuthentic(Guid noticeId, Participation authenticatedSource, string reason);
}
