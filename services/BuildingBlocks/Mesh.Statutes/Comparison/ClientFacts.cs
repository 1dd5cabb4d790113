namespace Mesh.Statutes;

/// <summary>
/// Everything that the compared criteria ask about one client, as known on one date. A fact left out is unknown, and unknown is never
/// "no": a caller fills in what its door was given and leaves the rest.
/// </summary>
public sealed record ClientFacts
{
    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>The date on which these facts were known; null when they are what is known now.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>Paid days of both unemployment benefits: the days, or disclosed counts.</summary>
    public BenefitDays BenefitDays { get; init; } = DisclosedCounts.Nothing;

    /// <summary>The unemployment benefit that is being paid, known none = none is. What is known here goes on in <see cref="GoingOn"/>.</summary>
    public Fact<Benefit> BenefitPaid { get; init; }

    /// <summary>Kela's or the fund's flag: the day the maximum allowance period was reached; known none = not reached.</summary>
    public Fact<DateOnly> AllowanceMaximumReachedOn { get; init; }

    /// <summary>Last day of the daily-allowance period; known none = no period has ended.</summary>
    public Fact<DateOnly> AllowancePeriodEndedOn { get; init; }

    /// <summary>Calendar months with social assistance because of unemployment.</summary>
    public Fact<AssistanceMonths> SocialAssistanceMonths { get; init; }

    /// <summary>Whether that assistance is the main livelihood (AKT-MAIN-INCOME).</summary>
    public Fact<bool> SocialAssistanceIsMainLivelihood { get; init; }

    /// <summary>Whether that assistance is being paid. What is known here goes on in <see cref="GoingOn"/>.</summary>
    public Fact<bool> SocialAssistancePaid { get; init; }

    /// <summary>Day the employment plan was made; known none = there is no plan.</summary>
    public Fact<DateOnly> EmploymentPlanMadeOn { get; init; }

    /// <summary>Day the jobseeker interview was held; known none = not held.</summary>
    public Fact<DateOnly> InterviewHeldOn { get; init; }

    /// <summary>First day of the unbroken unemployment that goes on, by the labour authority's register (A15).</summary>
    public Fact<DateOnly> ContinuouslyUnemployedSince { get; init; }

    /// <summary>Every spell of unemployment, by the labour authority's register.</summary>
    public Fact<UnemploymentSpells> UnemploymentSpells { get; init; }

    /// <summary>A professional's judgement of the need for the joint service; unknown while nobody has judged.</summary>
    public Fact<NeedAssessment> JointServiceNeed { get; init; }

    /// <summary>KTT-NEED-1: labour authority, social-care party and client have jointly found that limits of capacity prevent work or employment services.</summary>
    public Fact<bool> CapacityLimitsFound { get; init; }

    /// <summary>VEL-KIND: the client belongs to a group to which the employment obligation extends; the labour authority's to say.</summary>
    public Fact<bool> InGroupOfObligation { get; init; }

    /// <summary>VEL-1: the municipality asked about is the client's home municipality.</summary>
    public Fact<bool> IsHomeMunicipality { get; init; }

    /// <summary>Ground of pay subsidy, judged by the labour authority; known none = there is none.</summary>
    public Fact<PaySubsidyGround> PaySubsidyGround { get; init; }

    /// <summary>The employer has had pay subsidy for the same person before.</summary>
    public Fact<bool> EarlierSubsidyWithSameEmployer { get; init; }

    /// <summary>Kind of employer.</summary>
    public Fact<SubsidisedEmployer> Employer { get; init; }

    /// <summary>First day of the job that would be subsidised.</summary>
    public Fact<DateOnly> JobStartsOn { get; init; }

    /// <summary>Its last day; known none = open-ended.</summary>
    public Fact<DateOnly> JobEndsOn { get; init; }

    /// <summary>Its working hours a week.</summary>
    public Fact<int> HoursAWeek { get; init; }

    /// <summary>What COACH-2 asks.</summary>
    public CoachingNeedFacts Coaching { get; init; } = new();

    /// <summary>Day of the last review of the activation plan, else the day it took effect; known none = there is no plan.</summary>
    public Fact<DateOnly> ActivationPlanReviewedOn { get; init; }

    /// <summary>Day of the last review of the multisectoral employment plan, else the day it was made; known none = there is no plan.</summary>
    public Fact<DateOnly> JointPlanReviewedOn { get; init; }

    /// <summary>What the rules AKT-ELIG-* ask of these facts.</summary>
    public ActivationPlanFacts ForActivationPlan => new()
    {
        BirthDate = BirthDate,
        BenefitDays = BenefitDays,
        AllowanceMaximumReachedOn = AllowanceMaximumReachedOn,
        AllowancePeriodEndedOn = AllowancePeriodEndedOn,
        SocialAssistanceMonths = SocialAssistanceMonths,
        SocialAssistanceIsMainLivelihood = SocialAssistanceIsMainLivelihood,
        EmploymentPlanMadeOn = EmploymentPlanMadeOn,
        InterviewHeldOn = InterviewHeldOn,
    };

    /// <summary>What the rules TYP-TG-* ask of these facts.</summary>
    public TargetGroupFacts ForTargetGroup => new()
    {
        BirthDate = BirthDate,
        BenefitDays = BenefitDays,
        ContinuouslyUnemployedSince = ContinuouslyUnemployedSince,
    };

    /// <summary>What the rules PAL-1…4 and PAL-G ask of these facts.</summary>
    public PaySubsidyFacts ForPaySubsidy => new()
    {
        Ground = PaySubsidyGround,
        ContinuouslyUnemployedSince = ContinuouslyUnemployedSince,
        EarlierWithSameEmployer = EarlierSubsidyWithSameEmployer,
        Employer = Employer,
        JobStartsOn = JobStartsOn,
    };

    /// <summary>What the rules PAL-55-* ask of these facts.</summary>
    public SeniorSupportFacts ForSeniorSupport => new()
    {
        BirthDate = BirthDate,
        Unemployment = UnemploymentSpells,
        JobStartsOn = JobStartsOn,
        JobEndsOn = JobEndsOn,
        HoursAWeek = HoursAWeek,
    };

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
        ViolationsOf(ForActivationPlan, ForTargetGroup);

    internal IReadOnlyList<FactViolation> ViolationsOf(ActivationPlanFacts plan, TargetGroupFacts group) =>
        (plan.Violations(), group.Violations(), ForSeniorSupport.Violations()) is ({ Count: 0 }, { Count: 0 }, { Count: 0 })
            ? []
            : [.. plan.Violations().Concat(group.Violations()).Concat(ForSeniorSupport.Violations()).Distinct()];

    /// <summary>
    /// These facts when nothing happens but time: the benefit that is being paid goes on on every weekday, the assistance in every month,
    /// and a spell of unemployment without an end goes on by itself.
    /// </summary>
    /// <param name="asOf">The last day that is known.</param>
    /// <param name="through">The last day assumed.</param>
    public ClientFacts GoingOn(DateOnly asOf, DateOnly through) => this with
    {
        BenefitDays = BenefitPaid.IsKnown ? BenefitDays.GoingOn(BenefitPaid.Value, asOf, through) : BenefitDays,
        SocialAssistanceMonths = SocialAssistancePaid is { IsKnown: true, Value: true }
            ? SocialAssistanceMonths.Map(months => months.GoingOn(asOf, through))
            : SocialAssistanceMonths,
    };

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(ClientFacts);
}
