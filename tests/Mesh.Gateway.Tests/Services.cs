using Grpc.Core;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Gateway.Tests;

/// <summary>What the services behind the gateway do: a test writes it down before it calls.</summary>
internal sealed class ServiceScript
{
    public Func<IServiceProvider, ServerCallContext, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How long a person's export is.</summary>
    public int Export { get; set; } = 1;
}

/// <summary>A person's export, of which only the length is said.</summary>
internal sealed class ScriptedMyUses(ServiceScript script) : MyUsesService.MyUsesServiceBase
{
    public override Task<ExportMyUsesResponse> ExportMyUses(ExportMyUsesRequest request, ServerCallContext context) =>
        Task.FromResult(new ExportMyUsesResponse { Export = new string('e', script.Export) });
}

/// <summary>A method for clients.</summary>
internal sealed class ScriptedMyPlans(ServiceScript script, IServiceProvider services) : MyPlanService.MyPlanServiceBase
{
    public override async Task<ListMyPlansResponse> ListMyPlans(ListMyPlansRequest request, ServerCallContext context)
    {
        await script.Act(services, context);
        return new();
    }

    public override async Task<SignMyPlanResponse> SignMyPlan(SignMyPlanRequest request, ServerCallContext context)
    {
        await script.Act(services, context);
        return new() { CaseVersion = request.PlanVersion };
    }
}

/// <summary>A method for professionals, of which the contract does not say that it may be repeated.</summary>
internal sealed class ScriptedEligibility(ServiceScript script, IServiceProvider services) : EligibilityService.EligibilityServiceBase
{
    public override async Task<EvaluateEligibilityResponse> EvaluateEligibility(EvaluateEligibilityRequest request, ServerCallContext context)
    {
        await script.Act(services, context);
        return new();
    }
}

/// <summary>A method for participations.</summary>
internal sealed class ScriptedCooperation(ServiceScript script, IServiceProvider services) : PlanCooperationService.PlanCooperationServiceBase
{
    public override async Task<AcceptInvitationResponse> AcceptInvitation(AcceptInvitationRequest request, ServerCallContext context)
    {
        await script.Act(services, context);
        return new();
    }
}
