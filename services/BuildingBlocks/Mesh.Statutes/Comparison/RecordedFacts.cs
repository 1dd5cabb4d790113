namespace Mesh.Statutes;

/// <summary>
/// One client's facts with when each became known (GEN-KNOW-1), so that a question about the past is answered from what was known then.
/// What <see cref="ClientFacts"/> means of a fact holds here too.
/// </summary>
public sealed record RecordedFacts
{
    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Paid days; null when nobody told them, which leaves every count unknown.</summary>
    public RecordedDays? BenefitDays { get; init; }

    /// <inheritdoc cref="ClientFacts.BenefitPaid"/>
    public FactHistory<Benefit> BenefitPaid { get; init; }

    /// <inheritdoc cref="ClientFacts.AllowanceMaximumReachedOn"/>
    public FactHistory<DateOnly> AllowanceMaximumReachedOn { get; init; }

    /// <inheritdoc cref="ClientFacts.AllowancePeriodEndedOn"/>
    public FactHistory<DateOnly> AllowancePeriodEndedOn { get; init; }

    /// <inheritdoc cref="ClientFacts.SocialAssistanceMonths"/>
    public FactHistory<AssistanceMonths> SocialAssistanceMonths { get; init; }

    /// <inheritdoc cref="ClientFacts.SocialAssistanceIsMainLivelihood"/>
    public FactHistory<bool> SocialAssistanceIsMainLivelihood { get; init; }

    /// <inheritdoc cref="ClientFacts.SocialAssistancePaid"/>
    public FactHistory<bool> SocialAssistancePaid { get; init; }

    /// <inheritdoc cref="ClientFacts.EmploymentPlanMadeOn"/>
    public FactHistory<DateOnly> EmploymentPlanMadeOn { get; init; }

    /// <inheritdoc cref="ClientFacts.InterviewHeldOn"/>
    public FactHistory<DateOnly> InterviewHeldOn { get; init; }

    /// <inheritdoc cref="ClientFacts.ContinuouslyUnemployedSince"/>
    public FactHistory<DateOnly> ContinuouslyUnemployedSince { get; init; }

    /// <inheritdoc cref="ClientFacts.UnemploymentSpells"/>
    public FactHistory<UnemploymentSpells> UnemploymentSpells { get; init; }

    /// <inheritdoc cref="ClientFacts.JointServiceNeed"/>
    public FactHistory<NeedAssessment> JointServiceNeed { get; init; }

    /// <inheritdoc cref="ClientFacts.CapacityLimitsFound"/>
    public FactHistory<bool> CapacityLimitsFound { get; init; }

    /// <inheritdoc cref="ClientFacts.InGroupOfObligation"/>
    public FactHistory<bool> InGroupOfObligation { get; init; }

    /// <inheritdoc cref="ClientFacts.IsHomeMunicipality"/>
    public FactHistory<bool> IsHomeMunicipality { get; init; }

    /// <inheritdoc cref="ClientFacts.PaySubsidyGround"/>
    public FactHistory<PaySubsidyGround> PaySubsidyGround { get; init; }

    /// <inheritdoc cref="ClientFacts.EarlierSubsidyWithSameEmployer"/>
    public FactHistory<bool> EarlierSubsidyWithSameEmployer { get; init; }

    /// <inheritdoc cref="ClientFacts.Employer"/>
    public FactHistory<SubsidisedEmployer> Employer { get; init; }

    /// <inheritdoc cref="ClientFacts.JobStartsOn"/>
    public FactHistory<DateOnly> JobStartsOn { get; init; }

    /// <inheritdoc cref="ClientFacts.JobEndsOn"/>
    public FactHistory<DateOnly> JobEndsOn { get; init; }

    /// <inheritdoc cref="ClientFacts.HoursAWeek"/>
    public FactHistory<int> HoursAWeek { get; init; }

    /// <inheritdoc cref="ClientFacts.Coaching"/>
    public FactHistory<CoachingNeedFacts> Coaching { get; init; }

    /// <inheritdoc cref="ClientFacts.ActivationPlanReviewedOn"/>
    public FactHistory<DateOnly> ActivationPlanReviewedOn { get; init; }

    /// <inheritdoc cref="ClientFacts.JointPlanReviewedOn"/>
    public FactHistory<DateOnly> JointPlanReviewedOn { get; init; }

    /// <summary>The facts as they were known on a date: what became known later is unknown, what was taken back later stands.</summary>
    public ClientFacts AsKnownOn(DateOnly knownOn) => new()
    {
        BirthDate = BirthDate,
        KnownOn = knownOn,
        BenefitDays = BenefitDays is { } days ? days.AsKnownOn(knownOn) : DisclosedCounts.Nothing,
        BenefitPaid = BenefitPaid.AsKnownOn(knownOn),
        AllowanceMaximumReachedOn = AllowanceMaximumReachedOn.AsKnownOn(knownOn),
        AllowancePeriodEndedOn = AllowancePeriodEndedOn.AsKnownOn(knownOn),
        SocialAssistanceMonths = SocialAssistanceMonths.AsKnownOn(knownOn),
        SocialAssistanceIsMainLivelihood = SocialAssistanceIsMainLivelihood.AsKnownOn(knownOn),
        SocialAssistancePaid = SocialAssistancePaid.AsKnownOn(knownOn),
        EmploymentPlanMadeOn = EmploymentPlanMadeOn.AsKnownOn(knownOn),
        InterviewHeldOn = InterviewHeldOn.AsKnownOn(knownOn),
        ContinuouslyUnemployedSince = ContinuouslyUnemployedSince.AsKnownOn(knownOn),
        UnemploymentSpells = UnemploymentSpells.AsKnownOn(knownOn),
        JointServiceNeed = JointServiceNeed.AsKnownOn(knownOn),
        CapacityLimitsFound = CapacityLimitsFound.AsKnownOn(knownOn),
        InGroupOfObligation = InGroupOfObligation.AsKnownOn(knownOn),
        IsHomeMunicipality = IsHomeMunicipality.AsKnownOn(knownOn),
        PaySubsidyGround = PaySubsidyGround.AsKnownOn(knownOn),
        EarlierSubsidyWithSameEmployer = EarlierSubsidyWithSameEmployer.AsKnownOn(knownOn),
        Employer = Employer.AsKnownOn(knownOn),
        JobStartsOn = JobStartsOn.AsKnownOn(knownOn),
        JobEndsOn = JobEndsOn.AsKnownOn(knownOn),
        HoursAWeek = HoursAWeek.AsKnownOn(knownOn),
        Coaching = Coaching.AsKnownOn(knownOn) is { IsKnown: true, Value: var coaching } ? coaching : new(),
        ActivationPlanReviewedOn = ActivationPlanReviewedOn.AsKnownOn(knownOn),
        JointPlanReviewedOn = JointPlanReviewedOn.AsKnownOn(knownOn),
    };

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(RecordedFacts);
}
