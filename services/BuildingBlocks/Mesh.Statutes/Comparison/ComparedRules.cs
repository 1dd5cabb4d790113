namespace Mesh.Statutes;

/// <summary>
/// The criteria that are compared beside AKT-ELIG-* and TYP-TG-*: the same conditions by which the slices decide, asked of
/// <see cref="ClientFacts"/>. A test holds that neither can say what the other does not.
/// </summary>
internal static class ComparedRules
{
    internal static readonly OneWordingRule<ClientFacts> CapacityService = new(RehabilitativeWorkInPlan.Need, (asked, facts) =>
        [asked.IsTrue(CriterionNames.CapacityLimitsFound, FactNames.CapacityLimitsFound, facts.CapacityLimitsFound)]);

    internal static readonly OneWordingRule<ClientFacts> JointServiceNeed = new(NeedRule.Rule, (asked, facts) =>
    [
        asked.IsTrue(CriterionNames.NeedsLabourAuthority, FactNames.NeedsLabourAuthority, Judged(facts, need => need.NeedsLabourAuthority)),
        asked.IsTrue(CriterionNames.NeedsSocialCare, FactNames.NeedsSocialCare, Judged(facts, need => need.NeedsSocialCare)),
        asked.IsTrue(CriterionNames.NeedReasoned, FactNames.NeedReason, Judged(facts, need => KnownIf(need.ReasonRecorded))),
        asked.IsTrue(CriterionNames.SocialInsuranceNeededOrReasoned, FactNames.ReasonWithoutSocialInsurance, Judged(facts, need =>
            KnownIf(need.NeedsSocialInsurance is { IsKnown: true, Value: true } || need.ReasonWithoutSocialInsuranceRecorded))),
    ]);

    internal static readonly OneWordingRule<ClientFacts> ObligationGroup = new(ObligationKindRule.Rule, (asked, facts) =>
        [asked.IsTrue(CriterionNames.InGroupOfObligation, ObligationKindRule.InEligibleGroup, facts.InGroupOfObligation)]);

    internal static readonly OneWordingRule<ClientFacts> ObligationMunicipality = new(AssignmentRule.Rule, (asked, facts) =>
        [asked.IsTrue(CriterionNames.IsHomeMunicipality, AssignmentRule.IsHomeMunicipality, facts.IsHomeMunicipality)]);

    internal static readonly OneWordingRule<ClientFacts> SkillGround = new(GroundRates.SkillRule, (asked, facts) =>
        [asked.IsTrue(CriterionNames.LackOfVocationalSkill, FactNames.PaySubsidyGround, facts.PaySubsidyGround.Map(g => g == PaySubsidyGround.LackOfVocationalSkill))]);

    internal static readonly OneWordingRule<ClientFacts> AbilityGround = new(GroundRates.AbilityRule, (asked, facts) =>
        [asked.IsTrue(CriterionNames.ReducedWorkAbility, FactNames.PaySubsidyGround, facts.PaySubsidyGround.Map(g => g == PaySubsidyGround.ReducedWorkAbility))]);

    internal static readonly OneWordingRule<ClientFacts> NewWorkplace = new(PaySubsidyRules.AgainRule, (asked, facts) =>
    [
        Unless(asked, CriterionNames.NewWorkplace, FactNames.EarlierSubsidyWithSameEmployer, facts.EarlierSubsidyWithSameEmployer),
    ]);

    internal static readonly OneWordingRule<ClientFacts> DecidedBeforeJob = new(SubsidyCaps.Rule, (asked, facts) =>
        [asked.NotBefore(CriterionNames.DecidedBeforeJob, FactNames.JobStartsOn, facts.JobStartsOn)]);

    internal static readonly OneWordingRule<ClientFacts> EmployerNotMunicipal = new(PaySubsidyRules.MunicipalRule, (asked, facts) =>
    [
        Unless(asked, CriterionNames.EmployerNotMunicipal, FactNames.SubsidisedEmployer, facts.Employer.Map(e => e == SubsidisedEmployer.Municipal)),
    ]);

    /// <summary>The grounds of COACH-2, each of which alone calls for coaching.</summary>
    internal static readonly OneWordingRule<ClientFacts>[] CoachingGrounds =
    [
        Ground(CriterionNames.WeakLabourMarketPosition, facts => facts.Coaching.WeakLabourMarketPosition),
        Ground(CriterionNames.PartialWorkAbility, facts => facts.Coaching.PartialWorkAbility),
        Ground(CriterionNames.YoungWithNeedAfterGraduation, facts => facts.Coaching.YoungWithNeedAfterGraduation),
        Ground(CriterionNames.NeedsHelpFindingJob, facts => facts.Coaching.NeedsHelpFindingJob),
    ];

    /// <summary>Days on which a compared rule changes by law alone.</summary>
    internal static IReadOnlyList<DateOnly> TurnsOfLaw { get; } =
    [
        .. ActivationPlanEligibility.Rules.SelectMany(rule => rule.Versions)
            .Concat(TargetGroup.Rules.SelectMany(rule => rule.Versions))
            .Concat(ObligationKindRule.Rule.Versions)
            .Concat(PaySubsidyReform.Versions)
            .Select(version => version.From).Distinct().Order(),
    ];

    // A name of COACH-2 is its fact's code too.
    private static OneWordingRule<ClientFacts> Ground(string name, Func<ClientFacts, Fact<bool>> fact) =>
        new(CoachingLevelRule.Rule, (asked, facts) => [asked.IsTrue(name, name, fact(facts))]);

    private static Fact<bool> Judged(ClientFacts facts, Func<NeedAssessment, Fact<bool>> judgement) =>
        facts.JointServiceNeed.IsKnown ? judgement(facts.JointServiceNeed.Value) : Fact.Unknown<bool>();

    // A reason that is missing is unknown, not "no".
    private static Fact<bool> KnownIf(bool recorded) => recorded ? Fact.Known(true) : Fact.Unknown<bool>();

    // Met unless it is so; when it is so, no text that was read settles the case.
    private static Criterion Unless(RuleInquiry asked, string name, string factName, Fact<bool> isSo) => isSo switch
    {
        { State: FactState.Unknown } => asked.IsTrue(name, factName, isSo),
        { IsKnown: true, Value: true } => asked.NotSettled(name, asked.Basis),
        _ => asked.IsTrue(name, factName, Fact.Known(true)),
    };
}
