namespace Mesh.Statutes;

/// <summary>
/// Which services' criteria one client's facts meet, side by side (row 81): the common look that the offices had to arrange by meeting.
/// Answering opens nothing and refers nobody; that is a professional's command.
/// </summary>
public static class CriteriaComparison
{
    /// <summary>Answers every criterion of every service in both profiles as of a legal date.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="ClientFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static ComparisonOutcome Evaluate(ClientFacts facts, DateOnly asOf) => Compare(facts, Checked(facts), asOf);

    /// <summary>The same on facts as they were known on another date (GEN-KNOW-1).</summary>
    /// <exception cref="ContradictoryFactsException">The facts as then known contradict each other.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date asked about is before 2023.</exception>
    public static ComparisonOutcome Evaluate(RecordedFacts facts, DateOnly asOf, DateOnly knownOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Evaluate(facts.AsKnownOn(knownOn), asOf);
    }

    /// <summary>
    /// The first day on which any outcome is another or a review falls due or is overdue, if nothing happens but time
    /// (<see cref="ClientFacts.GoingOn"/>): the benefit that is being paid goes on, unemployment goes on.
    /// </summary>
    /// <param name="facts">The facts as known on <paramref name="asOf"/>.</param>
    /// <param name="asOf">The day whose answer is known.</param>
    /// <param name="through">The last day looked at.</param>
    /// <returns>Null when nothing changes through that day.</returns>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="ClientFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static NextChange? NextChangeOf(ClientFacts facts, DateOnly asOf, DateOnly through)
    {
        Checked(facts);
        var going = facts.GoingOn(asOf, through);
        var asked = (going.ForActivationPlan, going.ForTargetGroup);
        var since = facts.ContinuouslyUnemployedSince;
        IReadOnlyList<DateOnly> turns = since.IsKnown ? [.. ComparedRules.TurnsOfLaw, since.Value] : ComparedRules.TurnsOfLaw;
        var rules = NextChange.Find(day => Compare(going, asked, day).Rules, facts.BirthDate, asOf, through, turns);
        return Reviews(facts, asOf)
            .Select(review => (review.RuleId, On: review.TurnsAfter(asOf)))
            .Where(turn => turn.On <= through)
            .Select(turn => new NextChange(turn.On!.Value, [turn.RuleId]))
            .Aggregate(rules, (first, next) => NextChange.Earlier(first, next));
    }

    /// <summary>
    /// Rules whose outcome as of a date is another since more is known: a past decision stays as it is, and a person looks at it
    /// (GEN-KNOW-1).
    /// </summary>
    /// <param name="facts">The facts with when each became known.</param>
    /// <param name="asOf">The date that was asked about.</param>
    /// <param name="knownThen">The date on which it was decided.</param>
    /// <param name="knownNow">A later date.</param>
    /// <exception cref="ContradictoryFactsException">The facts as known on one of the dates contradict each other.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date asked about is before 2023.</exception>
    public static IReadOnlyList<string> ChangedByWhatBecameKnown(RecordedFacts facts, DateOnly asOf, DateOnly knownThen, DateOnly knownNow) =>
    [
        .. Evaluate(facts, asOf, knownThen).Rules.Zip(Evaluate(facts, asOf, knownNow).Rules)
            .Where(pair => pair.First.Statute.Outcome != pair.Second.Statute.Outcome || pair.First.Report.Outcome != pair.Second.Report.Outcome)
            .Select(pair => pair.First.RuleId).Distinct(),
    ];

    // What the two families of rules ask, refused as a whole when anything contradicts.
    private static (ActivationPlanFacts Plan, TargetGroupFacts Group) Checked(ClientFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (plan, group) = (facts.ForActivationPlan, facts.ForTargetGroup);
        return facts.ViolationsOf(plan, group) is { Count: > 0 } violations ? throw new ContradictoryFactsException(violations) : (plan, group);
    }

    // Every day has the same rules in the same order, so that two days can be laid side by side.
    private static ComparisonOutcome Compare(ClientFacts facts, (ActivationPlanFacts Plan, TargetGroupFacts Group) asked, DateOnly asOf)
    {
        return new(
            asOf,
            facts.KnownOn,
            Era.On(asOf),
            [
                new(ComparedService.ActivationPlan, Assess(ActivationPlanEligibility.Rules, asked.Plan, asOf), []),
                new(ComparedService.RehabilitativeWork, [], [ComparedRules.CapacityService.Assess(facts, asOf)]),
                new(
                    ComparedService.JointService,
                    Assess(TargetGroup.Rules, asked.Group, asOf),
                    [ComparedRules.JointServiceNeed.Assess(facts, asOf)]),
                new(
                    ComparedService.EmploymentObligation,
                    [],
                    [ComparedRules.ObligationGroup.Assess(facts, asOf), ComparedRules.ObligationMunicipality.Assess(facts, asOf)]),
                new(
                    ComparedService.PaySubsidy,
                    [FromReform(ComparedRules.SkillGround), FromReform(ComparedRules.AbilityGround)],
                    [FromReform(ComparedRules.NewWorkplace), FromReform(ComparedRules.DecidedBeforeJob), EmployerNotMunicipal()]),
                new(ComparedService.SeniorSupport, [], [Senior()]),
                new(ComparedService.JobCoaching, Assess(ComparedRules.CoachingGrounds, facts, asOf), []),
            ],
            Reviews(facts, asOf));

        ProfiledAssessment FromReform(OneWordingRule<ClientFacts> rule) =>
            PaySubsidyReform.Supports(asOf) ? rule.Assess(facts, asOf) : PaySubsidyReform.NotFormalised(rule.Id, asOf);

        // Before its first day PAL-G asks nothing of an employer.
        ProfiledAssessment EmployerNotMunicipal() => asOf >= ComparedRules.EmployerNotMunicipal.Versions[0].From
            ? ComparedRules.EmployerNotMunicipal.Assess(facts, asOf)
            : ProfiledAssessment.OfOneWording(new(ComparedRules.EmployerNotMunicipal.Id, PaySubsidyReform.First, Profile.Statute, asOf, []));

        ProfiledAssessment Senior() => PaySubsidyReform.Supports(asOf)
            ? ProfiledAssessment.OfOneWording(SeniorSupport.Conditions(facts.ForSeniorSupport, asOf))
            : PaySubsidyReform.NotFormalised(SeniorSupport.Rule.Id, asOf);
    }

    private static ProfiledAssessment[] Assess<TFacts>(IReadOnlyList<CriteriaRule<TFacts>> rules, TFacts facts, DateOnly asOf)
        where TFacts : class
    {
        var answers = new ProfiledAssessment[rules.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = rules[i].Assess(facts, asOf);
        }

        return answers;
    }

    private static ReviewStanding[] Reviews(ClientFacts facts, DateOnly asOf) =>
    [
        ReviewStanding.Of(
            ReviewSchedule.Rule, facts.ActivationPlanReviewedOn, FactNames.ActivationPlanReviewedOn, ReviewSchedule.After, asOf),
        ReviewStanding.Of(
            JointPlanReview.Rule, facts.JointPlanReviewedOn, FactNames.JointPlanReviewedOn, day => JointPlanReview.After(day).Deadline, asOf),
    ];
}
