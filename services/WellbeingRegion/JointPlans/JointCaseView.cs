using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using WireSchedule = Tyollisyys.Mesh.Protos.ActivationPlans.V1.ReviewSchedule;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>A joint case as a professional sees it.</summary>
internal static class JointCaseView
{
    public static JointCase Of(JointCaseRow row, DateOnly today) => new()
    {
        CaseId = row.CaseId.ToString(),
        Owner = row.Owner,
        State = row.State,
        CaseVersion = row.CaseVersion,
        RuleIds = { row.RuleIds.Split(',', StringSplitOptions.RemoveEmptyEntries) },
        ProposedTime = row.ProposedTime?.ToTimestamp(),
        CopiedPlanVersion = row.PlanVersion,
        Review = Schedule(row, today),
        FlowId = row.FlowId.ToString(),
    };

    // The dates are the owner's; how far today is past them changes every day, and is counted when somebody looks.
    private static WireSchedule? Schedule(JointCaseRow row, DateOnly today) =>
        row is { ReviewDue: { } due, ReviewLastLawful: { } last }
            ? new WireSchedule
            {
                DueDate = WireDate.Write(due),
                LastLawfulDate = WireDate.Write(last),
                DaysOverdue = new Deadline(due, last).DaysOverdue(today),
            }
            : null;
}
