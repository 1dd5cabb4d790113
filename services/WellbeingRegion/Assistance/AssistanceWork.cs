using Mesh.Hosting.Contracts;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

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
        return [.. AssistanceNextSteps.Of(row).Where(step => step.Who == SignerRole.SocialCare).Select(step => Of(row, step))];
    }

    // To decide, what the newest evaluation points at. Closing is open to the worker all the same.
    private static string MethodOf(AssistanceCaseRow row, string code) => code switch
    {
        "TAKE_CASE" => "TakeAssistanceCase",
        "EVALUATE_CASE" => "EvaluateAssistanceCase",
        _ when row.LabourAuthority.Length == 0 && JobSearchAnswers.GroupOf(row).Length == 0 => "RecordClientGroup",
        _ when AssistanceDecisions.HandOver(AssistanceCases.Snapshot(row), row.Version) is null => "HandOverToLabourAuthority",
        _ => "InviteLabourAuthority",
    };

    private static Work Of(AssistanceCaseRow row, NextStep step) =>
        new(WorkKind.Decision, step.Code, row.CaseId, Service + MethodOf(row, step.Code), row.FlowId)
        {
            SubjectId = row.SubjectId,
            CaseId = row.CaseId,
            Counterpart = row.LabourAuthority,
            DueOn = WireDate.ReadOptional(step.DueOn),
            IsUnclaimed = row.State == AssistanceState.Received,
        };
}
