using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using StartTargets = Mesh.Statutes.StartTargets;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>An assistance case as a professional sees it.</summary>
public sealed class AssistanceView(AssistanceEvaluator evaluator)
{
    /// <summary>As a list shows it, which is no look at anybody: nothing of what Kela told, found or was answered.</summary>
    public static AssistanceCase Listed(AssistanceCaseRow row)
    {
        var listed = Of(row);
        (listed.EndedMonthsInARow, listed.AgeGroup) = (0, "");
        return listed;
    }

    /// <summary>Without evaluation and standing.</summary>
    public static AssistanceCase Of(AssistanceCaseRow row) => new()
    {
        CaseId = row.CaseId.ToString(),
        CaseVersion = row.Version,
        State = row.State,
        ReceivedOn = WireDate.Write(row.ReceivedOn),
        Notices = row.Notices,
        EndedMonthsInARow = row.EndedInARow,
        AgeGroup = row.AgeGroup,
        HomeMunicipality = row.HomeMunicipality,
        Measures = row.Measures,
        BlockedReason = row.BlockedReason,
        StartingAuthority = row.StartingAuthority,
        JointCaseId = row.JointCaseId?.ToString() ?? "",
        LabourAuthority = row.LabourAuthority,
        FlowId = row.FlowId.ToString(),
        AcknowledgeBy = WireDate.Write(StartTargets.After(row.ReceivedOn).AcknowledgeBy),
        ContactBy = WireDate.Write(StartTargets.After(row.ReceivedOn).FirstContactBy),
        DeclineReasonCode = row.DeclineReason,
        ClientGroup = JobSearchAnswers.GroupOf(row),
    };

    /// <summary>With the evaluation the case goes by and what the labour authority last answered.</summary>
    public async Task<AssistanceCase> WholeAsync(AssistanceCaseRow row, CancellationToken cancellation)
    {
        var whole = Of(row);
        whole.Evaluation = await evaluator.OfCaseAsync(row, cancellation);
        whole.Standing = await evaluator.StandingOfAsync(row, cancellation);
        return whole;
    }
}
