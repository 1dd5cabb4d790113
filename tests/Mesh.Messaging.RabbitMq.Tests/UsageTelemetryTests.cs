using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using MassTransit.UsageTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>MassTransit posts usage data to its vendor five minutes after a start, unless it is kept from it.</summary>
[Collection(Broker.Collection)]
public sealed class UsageTelemetryTests(Broker broker)
{
    [Fact]
    public async Task Bus_WhenItRuns_HasNobodyToReportItsUse()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);

        Assert.Null(kela.Services.GetService<IUsageTracker>());
        Assert.DoesNotContain(
            kela.Services.GetServices<IHostedService>(), service => service.GetType().Namespace?.StartsWith("MassTransit", StringComparison.Ordinal) == true);
    }
}
