using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Criterion = Mesh.Statutes.Criterion;
using RuleOutcome = Mesh.Statutes.RuleOutcome;
using WireCriterion = Tyollisyys.Mesh.Protos.Labour.V1.Criterion;
using WireOutcome = Tyollisyys.Mesh.Protos.Labour.V1.RuleOutcome;

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
            Profile = profile == Profile.Report ? RuleProfile.Report : RuleProfile.Statute,
            Result = Result(Outcomes.Any([.. own.Select(rule => rule.Outcome)])),
            BoundaryDiscrepancy = evaluation.Rules.Any(rule => rule.BoundaryDiscrepancy),
            Rules = { evaluation.Rules.Select(Rule) },
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

    private static RuleEvaluation Rule(RuleAssessment rule) => new()
    {
        RuleId = rule.RuleId,
        Statute = Outcome(rule.Statute),
        Report = Outcome(rule.Report),
        BoundaryDiscrepancy = rule.BoundaryDiscrepancy,
        BoundaryReasons = { rule.BoundaryReasons.Select(reason => WireNames.UpperSnake(reason.ToString())) },
        LaunchedBy = WireNames.UpperSnake(rule.LaunchedBy.ToString()),
    };

    private static WireOutcome Outcome(RuleOutcome outcome) => new()
    {
        Result = Result(outcome.Outcome),
        Criteria = { outcome.Criteria.Select(Of) },
        Unverified = outcome.IsUnverified,
    };

    private static WireCriterion Of(Criterion criterion) => new()
    {
        Code = criterion.Name,
        Result = Result(criterion.Outcome),
        Threshold = $"{criterion.Threshold.Value} {WireNames.UpperSnake(criterion.ThresholdUnit.ToString())}",
        Comparator = WireNames.UpperSnake(criterion.Comparator.ToString()),
        Actual = criterion.Actual.IsKnown ? criterion.Actual.Value.ToString() : "",
        WindowFirst = WireDate.WriteOptional(criterion.Window?.First),
        WindowLast = WireDate.WriteOptional(criterion.Window?.Last),
        Citation = $"{criterion.Citation.Act} {criterion.Citation.Section}",
    };

    private static RuleResult Result(Outcome outcome) => outcome switch
    {
        Statutes.Outcome.Met => RuleResult.Met,
        Statutes.Outcome.NotMet => RuleResult.NotMet,
        _ => RuleResult.Unknown,
    };
}
