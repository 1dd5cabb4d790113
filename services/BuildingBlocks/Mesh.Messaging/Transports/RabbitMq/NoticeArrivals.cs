using Mesh.Hosting.Calls;

namespace Mesh.Messaging;

/// <summary>Takes what comes from the two queues. Returns when it is handled or parked; what throws is delivered again.</summary>
internal sealed class NoticeArrivals(
    INoticeReceiver receiver, NoticeAdmission admission, ParkedNotices parked, UnreadableNotices unreadable, Self self)
{
    /// <summary>One from <c>in.&lt;id&gt;</c>.</summary>
    public async Task TakeAsync(Arrival arrival, CancellationToken cancellation)
    {
        var parsed = NoticeEnvelope.Parse(arrival.Body);
        if (!parsed.IsValid)
        {
            await unreadable.ParkAsync(arrival, self.Participation, cancellation);
        }
        else if (arrival.Source is { } source)
        {
            await receiver.ReceiveAsync(parsed.Value, source, cancellation);
        }
        else
        {
            await parked.ParkAsync(parsed.Value, arrival.BringerOr(self.Participation), new(ParkReasons.ForgedSource), cancellation);
        }
    }

    /// <summary>One from <c>dead.&lt;id&gt;</c>: it could not be taken, so it is parked without another try.</summary>
    public async Task ParkAsync(Arrival arrival, CancellationToken cancellation)
    {
        var parsed = NoticeEnvelope.Parse(arrival.Body);
        if (!parsed.IsValid)
        {
            await unreadable.ParkAsync(arrival, self.Participation, cancellation);
            return;
        }

        var fault = arrival.Publisher is { } source
            ? admission.Judge(parsed.Value, source, isReplay: true).Fault ?? new(ParkReasons.DeliveryLimit)
            : new NoticeFault(ParkReasons.ForgedSource);
        await parked.ParkAsync(parsed.Value, arrival.BringerOr(self.Participation), fault, cancellation);
    }
}
