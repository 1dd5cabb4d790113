using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Telemetry;
using Mesh.Messaging.Tests.Hosts;

namespace Mesh.Messaging.Tests.Receiving;

public sealed class NoticeTraceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trace_WhenANoticeGoesItsWay_IsOneFromActToHandlerAndJournals(bool isListenedTo)
    {
        await using var town = await Town.StartAsync();
        using var act = new Activity("import").Start();
        var trace = act.TraceId.ToHexString();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => isListenedTo && source.Name == MeshTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == act.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);

        // Sent later, by nobody who still knows of the act.
        Activity.Current = null;
        await town.TeOffice.DispatchAsync();

        Assert.All(await town.Region.RowsAsync<Effect>(), effect => Assert.Equal(trace, effect.TraceId));
        Assert.Equal(trace, Assert.Single(await town.TeOffice.RowsAsync<JournalRow>()).TraceId);
        Assert.Equal(trace, Assert.Single(await town.Region.RowsAsync<JournalRow>()).TraceId);
        if (isListenedTo)
        {
            Assert.Equal(
                [(ActivityKind.Consumer, "receive PlanSigned", "3221308-6/SOCIAL_CARE"), (ActivityKind.Producer, "send PlanSigned", "2296962-1/LABOUR_AUTHORITY")],
                spans.Select(span => (span.Kind, span.OperationName, (string)span.GetTagItem(MeshTelemetry.ParticipantTag)!)));
        }
    }
}
