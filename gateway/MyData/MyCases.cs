using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.Gateway.MyData;

/// <summary>Cases and their next steps in the order in which they concern the client. Pure.</summary>
internal static class MyCases
{
    /// <summary>What a labour authority has; nothing where it was not reached.</summary>
    public static IEnumerable<MyCase> Of(Part<ListMyPlansResponse> part) =>
        from plan in part.Answer?.PlanCases ?? []
        select new MyCase
        {
            Participant = part.Participation.ToString(),
            PlanCase = plan,
            NextSteps = { InOrder(plan.NextSteps) },
            Details = new MyCaseDetails { Kind = CaseKind.ActivationPlan },
        };

    /// <summary>What a region has, its cases before its placements; nothing where it was not reached.</summary>
    public static IEnumerable<MyCase> Of(Part<ListMyCareCasesResponse> part)
    {
        var participant = part.Participation.ToString();
        var cases = from known in part.Answer?.AssistanceCases ?? []
                    select new MyCase
                    {
                        Participant = participant,
                        NextSteps = { InOrder(known.NextSteps) },
                        Details = new MyCaseDetails { Kind = known.Kind, AssistanceCase = known },
                    };
        var placements = from placement in part.Answer?.Placements ?? []
                         select new MyCase
                         {
                             Participant = participant,
                             NextSteps = { InOrder(placement.NextSteps) },
                             Details = new MyCaseDetails { Kind = CaseKind.RehabilitativeWork, Placement = placement },
                         };
        return cases.Concat(placements);
    }

    /// <summary>The client's own steps first, then those of others; each by due date, undated ones last.</summary>
    public static IEnumerable<NextStep> InOrder(IEnumerable<NextStep> steps) => steps
        .OrderBy(step => step.Who != SignerRole.Client)
        .ThenBy(step => DueOf(step), StringComparer.Ordinal);

    /// <summary>What waits for the client first, by due date; the others stay in their owners' order.</summary>
    public static IEnumerable<MyCase> InOrder(IEnumerable<MyCase> cases) => cases
        .OrderBy(mine => !WaitsForClient(mine))
        .ThenBy(mine => WaitsForClient(mine) ? DueOf(mine.NextSteps[0]) : "", StringComparer.Ordinal);

    private static bool WaitsForClient(MyCase mine) => mine.NextSteps.FirstOrDefault()?.Who == SignerRole.Client;

    // ISO dates sort as text, and before this.
    private static string DueOf(NextStep step) => step.DueOn.Length == 0 ? "~" : step.DueOn;
}
