using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Mesh.Hosting.Tests.Telemetry;

public sealed class ProbeTraceTests
{
    [Fact]
    public async Task Span_WhenAHostIsAskedHowItIs_IsNotKept()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var served = new ConcurrentDictionary<string, ActivityTraceId>(StringComparer.Ordinal);
        var ended = new ConcurrentQueue<ActivityTraceId>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using (var app = builder.Build())
        {
            app.Run(context =>
            {
                served[context.Request.Path] = Activity.Current!.TraceId;
                return Task.CompletedTask;
            });
            using var tracing = Sdk.CreateTracerProviderBuilder().AddMesh().AddProcessor(new Ended(ended)).Build();
            await app.StartAsync(cancellation);

            // Without the client's own span around it, as a balancer asks.
            using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            foreach (var path in (string[])["/health/ready", "/grpc.health.v1.Health/Check", "/health/promises"])
            {
                await http.GetAsync(new Uri(address, path), cancellation);
            }
        }

        Assert.Equal(3, served.Count);
        Assert.Contains(served["/health/promises"], ended);
        Assert.DoesNotContain(served["/health/ready"], ended);
        Assert.DoesNotContain(served["/grpc.health.v1.Health/Check"], ended);
    }

    private sealed class Ended(ConcurrentQueue<ActivityTraceId> traces) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => traces.Enqueue(data.TraceId);
    }
}
