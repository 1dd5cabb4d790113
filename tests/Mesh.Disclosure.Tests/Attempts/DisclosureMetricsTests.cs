using Grpc.Core;
using MeasurementCollector = Mesh.TestKit.MeasurementCollector;

namespace Mesh.Disclosure.Tests;

/// <summary>What is measured at the door. In a collection that runs alone: meters are the whole process's.</summary>
[Collection(nameof(DisclosureMetricsTests))]
[CollectionDefinition(nameof(DisclosureMetricsTests), DisableParallelization = true)]
public sealed class DisclosureMetricsTests
{
    [Fact]
    public async Task Disclose_WhenDeniedAndThenPermitted_IsCountedByFlowAndOutcomeOnly()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        using var collector = new MeasurementCollector();

        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));

        var measured = collector.Of("mesh.disclosures");
        Assert.Equal(["denied", "permitted"], measured.Select(one => one["mesh.outcome"]));
        Assert.Equal(
            (await holder.LedgerAsync()).Select(entry => entry.Flow ?? "none"), measured.Select(one => one["mesh.disclosure.flow"]));

        // Neither who asked nor about whom nor why not.
        Assert.All(measured, one => Assert.Equal(["mesh.disclosure.flow", "mesh.outcome", "mesh.participant"], one.Labels.Keys.Order(StringComparer.Ordinal)));
        Assert.All(measured, one => Assert.Equal(People.Municipality.ToString(), one["mesh.participant"]));
    }

    [Fact]
    public async Task Enumeration_WhenAnAlarmIsRaised_IsCountedByWhoAsked()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Limits = holder.Limits with { UnknownPerHour = 3 };
        using var collector = new MeasurementCollector();

        await EnumerationTests.EnumerateAsync(holder, 0);
        await EnumerationTests.LookAsync(holder);
        await EnumerationTests.LookAsync(holder);

        var measured = Assert.Single(collector.Of("mesh.door.enumerations"));
        Assert.Equal((People.Municipality.ToString(), People.Region.ToString()), (measured["mesh.participant"], measured["mesh.requester"]));
        Assert.Equal(2, measured.Labels.Count);
    }

    [Theory]
    [InlineData(StatusCode.Unimplemented, "Unimplemented")]
    [InlineData((StatusCode)140501, "Unknown")]
    public async Task Ask_WhenAHolderAnswersAsNoDoorDoes_IsCountedByWhoAnsweredAndStatus(StatusCode status, string reason)
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        using var collector = new MeasurementCollector();

        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => DoorTests.AskAsync(region, _ => throw new RpcException(new Status(status, ""))));

        var measured = Assert.Single(collector.Of("mesh.door.unexpected"));
        Assert.Equal(
            (People.Region.ToString(), People.Municipality.ToString(), reason),
            (measured["mesh.participant"], measured["mesh.holder"], measured["mesh.reason"]));
        Assert.Equal(3, measured.Labels.Count);
    }
}
