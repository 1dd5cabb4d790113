using Grpc.Core;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>A call as played: its last outcome and what did not hold of it.</summary>
internal sealed record PlayedCall(ScenarioCall Call, CallOutcome? Outcome, IReadOnlyList<Discrepancy> Discrepancies)
{
    public static PlayedCall Failed(ScenarioCall call, string what, string expected, string actual, CallOutcome? outcome = null) =>
        new(call, outcome, [Discrepancy.Of(call.Spot, what, expected, actual)]);
}

/// <summary>Makes one call of a step, again and again where the author says 'eventually'.</summary>
internal sealed class CallPlayer(IActorChannels channels, PlaySettings settings, TimeProvider time)
{
    private readonly FlowJournalView _flows = new(channels, time);

    public async Task<PlayedCall> PlayAsync(
        ScenarioStep step, int index, ActorChannel channel, ValueScope scope, CancellationToken ct)
    {
        var call = step.Calls[index];
        var requests = Requests(step, index, scope);
        var started = time.GetTimestamp();
        while (true)
        {
            var played = await PlayOnceAsync(call, requests, channel, scope, ct);
            var spent = time.GetElapsedTime(started);
            if (played.Discrepancies.Count == 0 || !call.Expect.Eventually)
            {
                return played;
            }

            if (spent >= settings.EventuallyWithin)
            {
                return played with
                {
                    Discrepancies = [.. played.Discrepancies.Select(d => d with { What = $"{d.What}, still after {settings.EventuallyWithin.TotalSeconds:0} s" })],
                };
            }

            await Task.Delay(settings.EventuallyEvery, time, ct);
        }
    }

    private async Task<PlayedCall> PlayOnceAsync(
        ScenarioCall call, IReadOnlyList<JToken> requests, ActorChannel channel, ValueScope scope, CancellationToken ct)
    {
        var limit = call.Method.IsClientStreaming ? settings.StreamDeadline : settings.CallDeadline;
        try
        {
            var outcome = await DescriptorCalls.CallAsync(channel, call.Method, requests, time.GetUtcNow().UtcDateTime + limit, ct);
            var discrepancies = ExpectationCheck.Find(call.Expect, outcome, scope);
            return discrepancies.Count > 0 || call.Expect.Flow is not { } flow
                ? new(call, outcome, discrepancies)
                : await CheckFlowAsync(call, outcome, flow, scope, ct);
        }
        catch (Exception e) when (e is IOException or FormatException or OverflowException)
        {
            // A variable gave a value that the contract cannot take; what was written in the file itself was checked before.
            return PlayedCall.Failed(call, "request", $"a {call.Method.InputType.FullName}", e.Message);
        }
    }

    private async Task<PlayedCall> CheckFlowAsync(
        ScenarioCall call, CallOutcome outcome, ExpectedFlow expected, ValueScope scope, CancellationToken ct)
    {
        try
        {
            var id = ValueResolver.AsText(ValueResolver.Resolve(expected.Id, scope));
            var flow = await _flows.GetAsync(id, ct);
            return new(call, outcome, FlowMatch.Find(expected, flow) is { } missing ? [missing] : []);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            return PlayedCall.Failed(call, "flow", "the flow's journal", ExpectationCheck.Show(CallOutcome.Of(e, "")), outcome);
        }
        catch (ActorUnavailableException e)
        {
            return PlayedCall.Failed(call, "flow", $"a connection of '{FlowJournalView.Actor}'", e.Message, outcome);
        }
    }

    private static List<JToken> Requests(ScenarioStep step, int index, ValueScope scope)
    {
        var call = step.Calls[index];
        var requests = call.Requests.Select(request => ValueResolver.Resolve(request, scope)).ToList();
        for (var i = 0; i < requests.Count; i++)
        {
            var message = i;
            RequestIds.Fill(requests[i], call.Method.InputType, path => scope.RequestId(step, index, $"{message}.{path}"));
        }

        return requests;
    }
}
