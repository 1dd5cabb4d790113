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
}
