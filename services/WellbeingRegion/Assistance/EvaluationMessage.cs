using Mesh.Eligibility;
using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;
using RuleOutcome = Mesh.Statutes.RuleOutcome;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>An evaluation as the contract says it: every criterion, met or not.</summary>
internal static class EvaluationMessage
{
    public static Evaluation Of(AssistanceEvaluation evaluation, DateOnly asOf, Profile profile)
    {
        RuleOutcome[] own = [.. evaluation.Rules.Select(rule => rule.Of(profile))];
        return new Evaluation
        {
            AsOf = WireDate.Write(asOf),
            Profile = EvidenceMessage.Of(profile),
            Result = EvidenceMessage.Of(Outcomes.Any([.. own.Select(rule => rule.Outcome)])),
            BoundaryDiscrepancy = evaluation.Rules.Any(rule => rule.BoundaryDiscrepancy),
            Rules = { evaluation.Rules.Select(EvidenceMessage.Of) },
            MissingFacts =
            {
                own.SelectMany(rule => rule.MissingFacts)
                    .Concat(evaluation.Starts.MissingFacts)
                    .Concat(evaluation.Measures.MissingFacts)
                    .Distinct(),
            },
            Unverified = own.Any(rule => rule.IsUnverified),
        };
    }
}
