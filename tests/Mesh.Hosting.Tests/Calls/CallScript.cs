using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>What a handler does: a test writes it down before it calls.</summary>
internal delegate Task<IMessage> ScriptedAct(IServiceProvider services, IMessage request, ServerCallContext context);

/// <summary>The script of one host.</summary>
internal sealed class CallScript
{
    /// <summary>Acts for every method of the scripted services; reset by each test that needs it.</summary>
    public ScriptedAct Act { get; set; } = (_, _, _) => throw new InvalidOperationException("No act is written down.");

    /// <summary>What is put on record of each answer; nothing unless a test says so.</summary>
    public Func<string, Task> Record { get; set; } = _ => Task.CompletedTask;

    public void Write<TResponse>(Func<IServiceProvider, IMessage, ServerCallContext, Task<TResponse>> act)
        where TResponse : IMessage =>
        Act = async (services, request, context) => await act(services, request, context);
}

/// <summary>What a test wants on record before an answer leaves.</summary>
internal sealed class ScriptedRecord(CallScript script) : IBeforeAnswer
{
    public Task BeforeAnswerAsync(string method, CancellationToken cancellation) => script.Record(method);
}

/// <summary>A method for participants.</summary>
internal sealed class ScriptedCooperation(CallScript script, IServiceProvider services) : PlanCooperationService.PlanCooperationServiceBase
{
    public override async Task<AcceptInvitationResponse> AcceptInvitation(AcceptInvitationRequest request, ServerCallContext context) =>
        (AcceptInvitationResponse)await script.Act(services, request, context);

    public override async Task<ContributeToPlanResponse> ContributeToPlan(ContributeToPlanRequest request, ServerCallContext context) =>
        (ContributeToPlanResponse)await script.Act(services, request, context);
}

/// <summary>A method for professionals.</summary>
internal sealed class ScriptedJobseekers(CallScript script, IServiceProvider services) : JobseekerService.JobseekerServiceBase
{
    public override async Task<RecordEmploymentPlanResponse> RecordEmploymentPlan(RecordEmploymentPlanRequest request, ServerCallContext context) =>
        (RecordEmploymentPlanResponse)await script.Act(services, request, context);
}

/// <summary>A method for clients.</summary>
internal sealed class ScriptedMyPlans(CallScript script, IServiceProvider services) : MyPlanService.MyPlanServiceBase
{
    public override async Task<ListMyPlansResponse> ListMyPlans(ListMyPlansRequest request, ServerCallContext context) =>
        (ListMyPlansResponse)await script.Act(services, request, context);
}

/// <summary>A list for professionals, with parameters.</summary>
internal sealed class ScriptedWork(CallScript script, IServiceProvider services) : RehabilitativeWorkService.RehabilitativeWorkServiceBase
{
    public override async Task<ListPlacementsResponse> ListPlacements(ListPlacementsRequest request, ServerCallContext context) =>
        (ListPlacementsResponse)await script.Act(services, request, context);
}

/// <summary>A streamed method for own systems.</summary>
internal sealed class ScriptedImport(CallScript script, IServiceProvider services) : BenefitRegisterService.BenefitRegisterServiceBase
{
    public override async Task<ImportBenefitPaymentsResponse> ImportBenefitPayments(
        IAsyncStreamReader<ImportBenefitPaymentsRequest> requestStream, ServerCallContext context)
    {
        var last = new ImportBenefitPaymentsRequest();
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            last = message;
        }

        return (ImportBenefitPaymentsResponse)await script.Act(services, last, context);
    }
}
