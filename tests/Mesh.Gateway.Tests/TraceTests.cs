using System.Diagnostics;
using System.Threading.Channels;
using Grpc.Core;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Telemetry;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class TraceTests(GatewayTown town)
{
    [Fact]
    public async Task Trace_WhenAPersonsCallGoesOnToAPeer_IsOneAndEverySpanSaysWhoseItIs()
    {
        // Fetches the identity provider's keys, which is no part of what is traced below.
        await (await town.AsAinoAsync(Participants.Kela));
        var spans = new EndedSpans();
        var seen = new List<ActivityTraceId>();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddMesh().AddProcessor(spans).Build();
        town.AtOffice.Act = (_, _) =>
        {
            seen.Add(Activity.Current!.TraceId);
            return Task.CompletedTask;
        };
        town.AtKela.Act = async (services, context) =>
        {
            seen.Add(Activity.Current!.TraceId);
            await services.GetRequiredService<Peers>().Client<PlanCooperationService.PlanCooperationServiceClient>(Participants.TeOffice)
                .AcceptInvitationAsync(Acceptance(), new CallOptions(cancellationToken: context.CancellationToken));
        };

        await (await town.AsAinoAsync(Participants.Kela));

        // Six: the application's call, the gateway and its call, Kela and its call, the office.
        var ended = await spans.TakeAsync(Assert.Single(seen.Distinct()), 6);
        Assert.Equal(
            [
                $"Client {null}",
                $"Client {Participants.Kela}",
                "Client gateway",
                $"Server {Participants.Kela}",
                $"Server {Participants.TeOffice}",
                "Server gateway",
            ],
            ended.Select(span => $"{span.Kind} {span.GetTagItem(MeshTelemetry.ParticipantTag)}").Order(StringComparer.Ordinal));
    }

    private static AcceptInvitationRequest Acceptance() => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        CaseId = Guid.CreateVersion7().ToString(),
        Representative = new() { Name = "a", Unit = "b" },
        Actor = new() { PairwiseId = "a", Role = Tyollisyys.Mesh.Protos.Participants.V1.ActorRole.Professional, Assurance = "b" },
    };

    // A server's span ends after its answer has arrived, so what has ended is waited for.
    private sealed class EndedSpans : BaseProcessor<Activity>
    {
        private readonly Channel<Activity> _ended = System.Threading.Channels.Channel.CreateUnbounded<Activity>();

        public override void OnEnd(Activity data) => _ended.Writer.TryWrite(data);

        public async Task<List<Activity>> TakeAsync(ActivityTraceId trace, int count)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            var taken = new List<Activity>();
            while (taken.Count < count)
            {
                // The call before may still be ending.
                if (await _ended.Reader.ReadAsync(patience.Token) is var span && span.TraceId == trace)
                {
                    taken.Add(span);
                }
            }

            return taken;
        }
    }
}
