using Mesh.Eligibility;
using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>An outcome of the law as the contract says it: every criterion, met or not.</summary>
internal static class EvaluationMessage
{
    public static Evaluation Of(EligibilityOutcome outcome, Profile profile) => new()
    {
        AsOf = WireDate.Write(outcome.AsOf),
        Profile = EvidenceMessage.Of(profile),
        Result = EvidenceMessage.Of(outcome.Of(profile).Outcome),
        BoundaryDiscrepancy = outcome.BoundaryDiscrepancy,
        Rules = { outcome.Rules.Select(EvidenceMessage.Of) },
        MissingFacts = { outcome.Of(profile).MissingFacts.Select(WireNames.UpperSnake) },
    };
}
