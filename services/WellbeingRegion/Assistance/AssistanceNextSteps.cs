using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using StartTargets = Mesh.Statutes.StartTargets;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>
/// What an assistance case waits for, and of whom, in codes that its client may see; the region's own steps are what its queue shows
/// (<see cref="AssistanceWork"/>). Pure.
/// </summary>
internal static class AssistanceNextSteps
{
    /// <summary>The step, if any: a joined case goes on as the labour authority's plan.</summary>
    public static IEnumerable<NextStep> Of(AssistanceCaseRow row) => row switch
    {
        { State: AssistanceState.Received } => [Step("TAKE_CASE", SignerRole.SocialCare, StartTargets.After(row.ReceivedOn).AcknowledgeBy)],
        { State: AssistanceState.Taken, EvaluationId: null } =>
            [Step("EVALUATE_CASE", SignerRole.SocialCare, StartTargets.After(row.ReceivedOn).FirstContactBy)],
        { State: AssistanceState.Taken } => [Step("DECIDE_ON_CASE", SignerRole.SocialCare, StartTargets.After(row.ReceivedOn).FirstContactBy)],
        { State: AssistanceState.Invited } or { State: AssistanceState.HandedOver, HandoverAcceptedAt: null } => [Step("ACCEPT_REFERRAL", SignerRole.LabourAuthority)],
        _ => [],
    };

    private static NextStep Step(string code, SignerRole who, DateOnly? due = null) =>
        new() { Code = code, Who = who, DueOn = WireDate.WriteOptional(due) };
}
