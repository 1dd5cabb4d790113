using System.Diagnostics.Metrics;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>What is measured of the notice road.</summary>
internal static class NoticeMetrics
{
    private const string TypeLabel = "mesh.notice";

    private static readonly Counter<long> Sent = MeshMetrics.Meter.CreateCounter<long>("mesh.notices.sent", "{notice}", "Notices that their recipient has durably.");

    private static readonly Counter<long> Received =
        MeshMetrics.Meter.CreateCounter<long>("mesh.notices.received", "{notice}", "Deliveries of notices, by what became of them.");

    private static readonly Histogram<double> Latency = MeshMetrics.Meter.CreateHistogram(
        "mesh.notice.latency",
        "s",
        "From the sender's act to the end of the handler's, by the two machines' clocks.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600] });

    private static readonly Gauge<int> Waiting = MeshMetrics.Meter.CreateGauge<int>("mesh.outbox.waiting", "{notice}", "Notices that are not sent yet.");

    private static readonly Gauge<double> OldestAge =
        MeshMetrics.Meter.CreateGauge<double>("mesh.outbox.oldest_age", "s", "How long the oldest unsent notice has waited; 0 when none waits.");

    private static readonly Gauge<int> Parked = MeshMetrics.Meter.CreateGauge<int>("mesh.notices.parked", "{notice}", "Notices that wait for an operator.");

    /// <summary>Counts a notice that left.</summary>
    public static void WasSent(Participation sender, string type) => Sent.Add(1, Labels(sender, type));

    /// <summary>Counts a delivery.</summary>
    /// <param name="recipient">Whose inbox.</param>
    /// <param name="type">CloudEvents type, as it came.</param>
    /// <param name="outcome"><c>handled</c>, <c>parked</c> or <c>deferred</c>.</param>
    /// <param name="reason">Why it was not handled.</param>
    public static void WasReceived(Participation recipient, string type, string outcome, string? reason = null)
    {
        var labels = Labels(recipient, type);
        labels.Add(MeshMetrics.OutcomeLabel, outcome);
        if (reason is not null)
        {
            labels.Add(MeshMetrics.ReasonLabel, reason);
        }

        Received.Add(1, labels);
    }

    /// <summary>Measures how long a notice took. Clocks of two machines differ: what would be less than nothing is nothing.</summary>
    public static void WasHandled(Participation recipient, string type, TimeSpan sinceTheAct) =>
        Latency.Record(Math.Max(0, sinceTheAct.TotalSeconds), Labels(recipient, type));

    /// <summary>Measures what is owed.</summary>
    public static void IsOwed(Participation participation, int unsent, TimeSpan? oldest, int parked)
    {
        var labels = MeshMetrics.At(participation.ToString());
        Waiting.Record(unsent, labels);
        OldestAge.Record(oldest?.TotalSeconds ?? 0, labels);
        Parked.Record(parked, labels);
    }

    // A type that nobody here knows is whatever somebody else wrote.
    private static System.Diagnostics.TagList Labels(Participation participation, string type)
    {
        var labels = MeshMetrics.At(participation.ToString());
        labels.Add(TypeLabel, NoticeTypes.IsKnown(type) ? NoticeTypes.ShortName(type) : ParkReasons.UnknownType);
        return labels;
    }
}

/// <summary>Measures what the notice road owes.</summary>
internal sealed class BacklogMeasure(NoticeBacklog backlog, Self self) : IMeasured
{
    public async Task MeasureAsync(CancellationToken cancellation) => NoticeMetrics.IsOwed(
        self.Participation,
        await backlog.UnsentAsync(cancellation),
        await backlog.OldestUnsentAsync(cancellation),
        await backlog.ParkedAsync(cancellation));
}
