using System.Collections.Concurrent;
using Grpc.Core;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Client.Tests;

/// <summary>What the server does, written down by a test before it calls, and what has reached it.</summary>
internal sealed class ServerScript
{
    private readonly ConcurrentQueue<ServerCallContext> _seen = new();

    /// <summary>Does something with the call of that number, from 1.</summary>
    public Action<int, ServerCallContext> Act { get; private set; } = (_, _) => { };

    /// <summary>Every call that a handler has got.</summary>
    public IReadOnlyList<ServerCallContext> Seen => [.. _seen];

    public void Write(Action<int, ServerCallContext> act)
    {
        _seen.Clear();
        Act = act;
    }

    public void Run(ServerCallContext context)
    {
        // Read while the call runs: afterwards a test could not.
        _ = context.RequestHeaders;
        _seen.Enqueue(context);
        Act(_seen.Count, context);
    }
}

/// <summary>A write for participations: a repeat is harmless.</summary>
internal sealed class ScriptedCooperation(ServerScript script) : PlanCooperationService.PlanCooperationServiceBase
{
    public override Task<AcceptInvitationResponse> AcceptInvitation(AcceptInvitationRequest request, ServerCallContext context)
    {
        script.Run(context);
        return Task.FromResult(new AcceptInvitationResponse { CaseVersion = 7 });
    }
}

/// <summary>Methods for professionals: a read, and one whose repeat would do something again.</summary>
internal sealed class ScriptedEligibility(ServerScript script) : EligibilityService.EligibilityServiceBase
{
    public override Task<ListEligibilityFindingsResponse> ListEligibilityFindings(ListEligibilityFindingsRequest request, ServerCallContext context)
    {
        script.Run(context);
        return Task.FromResult(new ListEligibilityFindingsResponse());
    }

    public override Task<EvaluateEligibilityResponse> EvaluateEligibility(EvaluateEligibilityRequest request, ServerCallContext context)
    {
        script.Run(context);
        return Task.FromResult(new EvaluateEligibilityResponse());
    }
}

/// <summary>A client's stream.</summary>
internal sealed class ScriptedImport(ServerScript script) : BenefitRegisterService.BenefitRegisterServiceBase
{
    public override async Task<ImportBenefitPaymentsResponse> ImportBenefitPayments(
        IAsyncStreamReader<ImportBenefitPaymentsRequest> requestStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
        }

        script.Run(context);
        return new();
    }
}
