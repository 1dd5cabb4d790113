using System.Diagnostics;
using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>Takes one notice through admission and its handlers; the same way for what just came and for what is replayed.</summary>
internal sealed class NoticeDelivery(NoticeAdmission admission, NoticeSubscriptions subscriptions, HandlerRun run, Self self)
{
    /// <summary>Whether every handler is done with it, and else why not.</summary>
    /// <exception cref="TransientNoticeException">A handler may succeed later.</exception>
    public async Task<NoticeOutcome> DeliverAsync(
        NoticeEnvelope envelope, Participation authenticatedSource, bool isReplay, CancellationToken cancellation)
    {
        using var span = NoticeSpan.Start(
            $"receive {NoticeTypes.ShortName(envelope.Type)}", ActivityKind.Consumer, envelope.Trace, self.Participation, envelope.FlowId);
        var (notice, fault) = admission.Judge(envelope, authenticatedSource, isReplay);
        TransientNoticeException? passing = null;
        var mayBeParked = false;
        if (notice is not null)
        {
            // Handlers are independent: one that fails holds up no other, and those that are done are not asked again.
            foreach (var subscription in subscriptions.Of(envelope.Type))
            {
                try
                {
                    var ran = await run.RunAsync(subscription, envelope, notice, cancellation);
                    (fault, mayBeParked) = (ran.Fault ?? fault, mayBeParked || ran.MayBeParked);
                }
                catch (TransientNoticeException transient)
                {
                    passing = transient;
                }
            }
        }

        if (passing is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, passing.Code);
            throw passing;
        }

        if (fault is not null)
        {
            span.SetStatus(ActivityStatusCode.Error, fault.Reason);
        }

        return new(fault, mayBeParked);
    }
}
