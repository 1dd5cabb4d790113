using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Criterion = Mesh.Statutes.Criterion;
using RuleOutcome = Mesh.Statutes.RuleOutcome;
using WireCriterion = Tyollisyys.Mesh.Protos.Labour.V1.Criterion;
using WireOutcome = Tyollisyys.Mesh.Protos.Labour.V1.RuleOutcome;

namespace Mesh.Eligibility;

/// <summary>Evidence of the law as the contracts say it: every criterion, met or not.</summary>
public static class EvidenceMessage
{
    /// <summary>A rule's outcome in one profile.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="explainIn">In which language each criterion is also told in a sentence; null for none.</param>
    public static WireOutcome Of(RuleOutcome outcome, Language? explainIn = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new()
        {
            Result = Of(outcome.Outcome),
            Criteria = { outcome.Criteria.Select(criterion => Of(criterion, explainIn)) },
            Unverified = outcome.IsUnverified,
        };
    }

    /// <summary>A rule that launches, in both profiles.</summary>
    public static RuleEvaluation Of(RuleAssessment rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new()
        {
            RuleId = rule.RuleId,
            Statute = Of(rule.Statute),
            Report = Of(rule.Report),
            BoundaryDiscrepancy = rule.BoundaryDiscrepancy,
            BoundaryReasons = { rule.BoundaryReasons.Select(reason => WireNames.UpperSnake(reason.ToString())) },
            LaunchedBy = WireNames.UpperSnake(rule.LaunchedBy.ToString()),
        };
    }

    /// <summary>Met, not met or unknown.</summary>
    public static RuleResult Of(Outcome outcome) => outcome switch
    {
        Outcome.Met => RuleResult.Met,
        Outcome.NotMet => RuleResult.NotMet,
        _ => RuleResult.Unknown,
    };

    /// <summary>A profile.</summary>
    public static RuleProfile Of(Profile profile) => profile == Profile.Report ? RuleProfile.Report : RuleProfile.Statute;

    private static WireCriterion Of(Criterion criterion, Language? explainIn) => new()
    {
        Code = criterion.Name,
        Result = Of(criterion.Outcome),
        Threshold = $"{criterion.Threshold.Value} {WireNames.UpperSnake(criterion.ThresholdUnit.ToString())}",
        Comparator = WireNames.UpperSnake(criterion.Comparator.ToString()),
        Actual = criterion.Actual.IsKnown ? criterion.Actual.Value.ToString() : "",
        WindowFirst = WireDate.WriteOptional(criterion.Window?.First),
        WindowLast = WireDate.WriteOptional(criterion.Window?.Last),
        Citation = $"{criterion.Citation.Act} {criterion.Citation.Section}",
        RuleVersion = criterion.RuleVersion,
        Certainty = WireNames.UpperSnake(criterion.Citation.Certainty.ToString()),
        Explanation = explainIn is { } language ? Explanations.Explain(criterion, language) : "",
    };
}
