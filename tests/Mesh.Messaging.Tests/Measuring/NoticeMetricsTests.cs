using Mesh.Hosting.Telemetry;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using MeasurementCollector = Mesh.TestKit.MeasurementCollector;

namespace Mesh.Messaging.Tests.Measuring;

/// <summary>What an operator sees of the notice road. In a collection that runs alone: meters are the whole process's.</summary>
[Collection(nameof(NoticeMetricsTests))]
[CollectionDefinition(nameof(NoticeMetricsTests), DisableParallelization = true)]
public sealed class NoticeMetricsTests
{
    [Fact]
    public async Task Road_WhenANoticeGoesItsWay_IsMeasuredFromActToHandler()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        town.Time.Advance(TimeSpan.FromSeconds(7));
        using var collector = new MeasurementCollector();

        await MeasureAsync(town.TeOffice);
        await town.TeOffice.DispatchAsync();
        await MeasureAsync(town.TeOffice);

        Assert.Equal([1, 0], collector.Of("mesh.outbox.waiting").Select(one => one.Value));
        Assert.Equal([7, 0], collector.Of("mesh.outbox.oldest_age").Select(one => one.Value));
        var sent = Assert.Single(collector.Of("mesh.notices.sent"));
        Assert.Equal(("PlanSigned", Participants.TeOffice.ToString()), (sent["mesh.notice"], sent["mesh.participant"]));
        var received = Assert.Single(collector.Of("mesh.notices.received"));
        Assert.Equal(("PlanSigned", "handled", Participants.Region.ToString()), (received["mesh.notice"], received["mesh.outcome"], received["mesh.participant"]));

        // Two handlers, each of which ended seven seconds after the act.
        Assert.Equal([7, 7], collector.Of("mesh.notice.latency").Select(one => one.Value));
    }

    [Fact]
    public async Task Received_WhenDeliveredAgain_IsCountedAndItsLatencyIsNot()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        using var collector = new MeasurementCollector();

        await ReceiveAsync(town, envelope);
        await ReceiveAsync(town, envelope);

        Assert.Equal(2, collector.Of("mesh.notices.received").Count);
        Assert.Equal(2, collector.Of("mesh.notice.latency").Count);
    }

    [Fact]
    public async Task Received_WhenItsTypeIsNotKnown_IsCountedWithoutWhatSomebodyWrote()
    {
        await using var town = await Town.StartAsync();
        using var collector = new MeasurementCollector();

        await ReceiveAsync(town, town.Envelope() with { Type = "fi.tyollisyys.mesh.notices.v9.Aino010190-9XXX" });
        await MeasureAsync(town.Region);

        var received = Assert.Single(collector.Of("mesh.notices.received"));
        Assert.Equal(("UNKNOWN_TYPE", "parked", "UNKNOWN_TYPE"), (received["mesh.notice"], received["mesh.outcome"], received["mesh.reason"]));
        Assert.Equal(1, Assert.Single(collector.Of("mesh.notices.parked")).Value);
    }

    [Fact]
    public async Task Received_WhenItCannotBeTakenNow_IsDeferred()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Preparing = _ => throw new TransientNoticeException("UNAVAILABLE");
        using var collector = new MeasurementCollector();

        await Assert.ThrowsAsync<TransientNoticeException>(() => ReceiveAsync(town, town.Envelope()));

        var received = Assert.Single(collector.Of("mesh.notices.received"));
        Assert.Equal(("deferred", "UNAVAILABLE"), (received["mesh.outcome"], received["mesh.reason"]));
        Assert.Empty(collector.Of("mesh.notice.latency"));
    }

    private static Task MeasureAsync(TestHost host) => host.InScopeAsync(async scope =>
    {
        foreach (var measured in scope.GetServices<IMeasured>())
        {
            await measured.MeasureAsync(TestContext.Current.CancellationToken);
        }
    });

    private static Task ReceiveAsync(Town town, NoticeEnvelope envelope) =>
        town.Region.Receiver.ReceiveAsync(envelope, envelope.Source, TestContext.Current.CancellationToken);
}
