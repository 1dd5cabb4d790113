using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What a case waits for, and of whom. Pure, from what the decisions themselves depend on.</summary>
public static class PlanNextSteps
{
    /// <summary>The steps, in the order in which they matter.</summary>
    public static IEnumerable<NextStep> Of(PlanSnapshot plan, PlanServices services) => plan.State switch
    {
        PlanState.Identified => [Step("INVITE_REGION", SignerRole.LabourAuthority)],
        PlanState.Invited => [Step("ACCEPT_INVITATION", SignerRole.SocialCare)],
        PlanState.Drafting => [.. Findings(plan), Step("DRAFT", SignerRole.LabourAuthority)],
        PlanState.AwaitingSignatures => [.. Findings(plan), .. Signatures(plan, services)],
        PlanState.Active =>
        [
            .. Hearings(plan),
            .. plan.ServicesOver ? [Step("REVIEW_SERVICES", SignerRole.LabourAuthority)] : Enumerable.Empty<NextStep>(),
            Step("HOLD_REVIEW", SignerRole.LabourAuthority, PlanDecisions.NextReview(plan)?.DueDate),
        ],
        _ => [],
    };

    // A finding that one party has made waits for the others; nobody is asked to make the first.
    private static IEnumerable<NextStep> Findings(PlanSnapshot plan) => plan.FoundBy.Count == 0
        ? []
        : PlanDecisions.Everybody.Except(plan.FoundBy).Select(role => Step("AGREE_FINDING", role));

    private static IEnumerable<NextStep> Signatures(PlanSnapshot plan, PlanServices services)
    {
        if (!PlanDecisions.MeetsNeed(plan, services))
        {
            return [Step("DRAFT", SignerRole.LabourAuthority)];
        }

        var unsigned = PlanDecisions.Everybody.Except(plan.SignedBy).ToList();
        var uninformed = services.HasRehabilitativeWork && unsigned.Contains(SignerRole.Client)
            ? PlanDecisions.Everybody.Where(role => role != SignerRole.Client && plan.InformedBy(role) is null)
            : [];
        return [.. uninformed.Select(role => Step("GIVE_BENEFIT_INFORMATION", role)), .. unsigned.Select(role => Step("SIGN", role))];
    }

    private static IEnumerable<NextStep> Hearings(PlanSnapshot plan) =>
        plan.OpenHearings.Select(hearing => Step("BE_HEARD", SignerRole.Client, hearing.AnswerBy));

    private static NextStep Step(string code, SignerRole who, DateOnly? due = null) =>
        new() { Code = code, Who = who, DueOn = WireDate.WriteOptional(due) };
}
