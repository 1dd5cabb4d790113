using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using Tyollisyys.Mesh.Protos.Work.V1;
using StartTargets = Mesh.Statutes.StartTargets;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What cases of prolonged assistance wait for: to be taken, evaluated and decided on (F01, AKT-START-PRIO).</summary>
internal sealed class AssistanceWork(DbContext database) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.socialcare.v1.AssistanceCaseService/";

    public string Name => "assistance-cases";

    public Guid? Touched(object row) => row is AssistanceCaseRow known ? known.CaseId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var row = await database.Set<AssistanceCaseRow>().SingleAsync(known => known.CaseId == thing, cancellation);
        return row switch
        {
            { State: AssistanceState.Received } => [Of(row, "TAKE_CASE", "TakeAssistanceCase", StartTargets.After(row.ReceivedOn).AcknowledgeBy)],
            { State: AssistanceState.Taken, EvaluationId: null } =>
                [Of(row, "EVALUATE_CASE", "EvaluateAssistanceCase", StartTargets.After(row.ReceivedOn).FirstContactBy)],
            { State: AssistanceState.Taken } => [Of(row, "DECIDE_ON_CASE", MethodOf(row), StartTargets.After(row.ReceivedOn).FirstContactBy)],
            _ => [],
        };
    }

    // What the newest evaluation points at. Closing is open to the worker all the same.
    private static string MethodOf(AssistanceCaseRow row) => AssistanceDecisions.HandOver(AssistanceCases.Snapshot(row), row.Version) is null
        ? "HandOverToLabourAuthority"
        : "InviteLabourAuthority";

    private static Work Of(AssistanceCaseRow row, string code, string method, DateOnly dueOn) =>
        new(WorkKind.Decision, code, row.CaseId, Service + method, row.FlowId)
        {
            SubjectId = row.SubjectId,
            CaseId = row.CaseId,
            Counterpart = row.LabourAuthority,
            DueOn = dueOn,
            IsUnclaimed = row.State == AssistanceState.Received,
        };
}
