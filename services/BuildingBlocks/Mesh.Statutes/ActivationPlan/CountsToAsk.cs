namespace Mesh.Statutes;

/// <summary>What a labour authority has to ask the payer so that eligibility can be answered, and nothing beyond it (flow F02).</summary>
/// <param name="Counts">Windows to be counted.</param>
/// <param name="Spells">Benefits whose longest unbroken spell is needed, with its date.</param>
public sealed record CountsToAsk(
    IReadOnlyList<(Benefit Benefit, CountedWindow Window)> Counts, IReadOnlyList<(Benefit Benefit, DateOnly AsOf)> Spells)
{
    /// <summary>
    /// Found by running the rules themselves over a listener instead of days, so that question and rule cannot drift apart. Rules
    /// for the other age group are left out: their counts would be collected for nothing. O25-2 needs the end of the allowance
    /// period to be known first.
    /// </summary>
    public static CountsToAsk For(ActivationPlanFacts knownSoFar, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(knownSoFar);
        return Heard(ActivationPlanEligibility.Rules.Select<ActivationPlanRule, Func<BenefitDays, ProfiledAssessment>>(
            rule => days => rule.Assess(knownSoFar with { BenefitDays = days }, asOf)));
    }

    /// <summary>The same for the comparison of every service: the joint service's target group counts days too, at any age.</summary>
    public static CountsToAsk ForComparison(ClientFacts knownSoFar, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(knownSoFar);
        var plan = For(knownSoFar.ForActivationPlan, asOf);
        var group = Heard(TargetGroup.Rules.Select<TargetGroupRule, Func<BenefitDays, ProfiledAssessment>>(
            rule => days => rule.Assess(knownSoFar.ForTargetGroup with { BenefitDays = days }, asOf)));
        return new([.. plan.Counts.Union(group.Counts)], [.. plan.Spells.Union(group.Spells)]);
    }

    private static CountsToAsk Heard(IEnumerable<Func<BenefitDays, ProfiledAssessment>> questions)
    {
        Listener all = new();
        foreach (var ask in questions)
        {
            Listener heard = new();
            var assessment = ask(heard);
            if (!assessment.Statute.Criteria.Any(c => c.Outcome == Outcome.NotMet && c.FactName is FactNames.BirthDate or null))
            {
                all.TakeOver(heard);
            }
        }

        return new([.. all.Counts], [.. all.Spells]);
    }

    private sealed class Listener : BenefitDays
    {
        internal HashSet<(Benefit, CountedWindow)> Counts { get; } = [];

        internal HashSet<(Benefit, DateOnly)> Spells { get; } = [];

        public override DateOnly? EarliestDay(Benefit benefit) => null;

        public override Fact<int> Count(Benefit benefit, CountedWindow window)
        {
            Counts.Add((benefit, window));
            return Fact.Unknown<int>();
        }

        public override Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf)
        {
            Spells.Add((benefit, asOf));
            return Fact.Unknown<int>();
        }

        public override BenefitDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through) => this;

        internal void TakeOver(Listener other)
        {
            Counts.UnionWith(other.Counts);
            Spells.UnionWith(other.Spells);
        }
    }
}
