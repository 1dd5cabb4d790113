namespace Mesh.Statutes;

/// <summary>One condition of a rule with everything that decided it.</summary>
public sealed record Criterion
{
    /// <summary>Id of the rule, e.g. <c>AKT-ELIG-U25-1</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>Name of the rule's version (<see cref="RuleVersion.Name"/>).</summary>
    public required string RuleVersion { get; init; }

    /// <summary>Which condition, one of <see cref="CriterionNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The fact it rests on, one of <see cref="FactNames"/>; null when it rests on the law alone.</summary>
    public required string? FactName { get; init; }

    /// <summary>What had to be reached, and how.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>What the facts say; known none when there is nothing to hold against the threshold.</summary>
    public required Fact<Measure> Actual { get; init; }

    /// <summary>The counted days, first to last; null when nothing was counted.</summary>
    public CountedWindow? Window { get; init; }

    /// <summary>Where it is laid down.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Unit of threshold and actual value.</summary>
    public MeasureUnit ThresholdUnit => Threshold.Value.Unit;

    /// <summary>How the actual value was held against the threshold.</summary>
    public Comparator Comparator => Threshold.Comparator;

    /// <summary>Derived, so that evidence and outcome cannot disagree.</summary>
    public Outcome Outcome => Actual.State switch
    {
        FactState.Known => Threshold.IsPassedBy(Actual.Value) ? Outcome.Met : Outcome.NotMet,
        FactState.KnownNone => Outcome.NotMet,
        _ => Outcome.Unknown,
    };

    /// <summary>The fact that would settle it; empty when it is settled, or when no fact would.</summary>
    public IReadOnlyList<string> MissingFacts => Outcome == Outcome.Unknown && FactName is not null ? [FactName] : [];

    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule, name and outcome; no value, since values are about a person.</summary>
    public override string ToString() => $"{RuleId} {Name} {Outcome}";
}

/// <summary>Codes of criteria; they travel on the wire and never change their meaning.</summary>
public static class CriterionNames
{
    /// <summary>The rule has been ended by a later era. Present only then.</summary>
    public const string RuleInForce = "RULE_IN_FORCE";

    /// <summary>Age in completed years.</summary>
    public const string Age = "AGE";

    /// <summary>Paid days of labour market subsidy in the rule's window.</summary>
    public const string LabourMarketSubsidyDays = "LABOUR_MARKET_SUBSIDY_DAYS";

    /// <summary>Paid days of labour market subsidy after the allowance period.</summary>
    public const string SubsidyDaysAfterAllowance = "SUBSIDY_DAYS_AFTER_ALLOWANCE";

    /// <summary>The maximum allowance period is reached (STATUTE).</summary>
    public const string AllowanceMaximumReached = "ALLOWANCE_MAXIMUM_REACHED";

    /// <summary>Months of unbroken daily allowance (REPORT).</summary>
    public const string AllowanceMonths = "ALLOWANCE_MONTHS";

    /// <summary>Ended calendar months of social assistance because of unemployment.</summary>
    public const string SocialAssistanceMonths = "SOCIAL_ASSISTANCE_MONTHS";

    /// <summary>That assistance is the main livelihood (AKT-MAIN-INCOME).</summary>
    public const string SocialAssistanceIsMainLivelihood = "SOCIAL_ASSISTANCE_IS_MAIN_LIVELIHOOD";

    /// <summary>The rule's act was replaced by one whose conditions were not read: nothing can be told. Present only then.</summary>
    public const string SuccessorConditionsRead = "SUCCESSOR_CONDITIONS_READ";

    /// <summary>Months of unemployment in the rule's window.</summary>
    public const string UnemploymentMonths = "UNEMPLOYMENT_MONTHS";

    /// <summary>The decision comes before the job starts, on its first day at the latest.</summary>
    public const string DecidedBeforeJob = "DECIDED_BEFORE_JOB";

    /// <summary>Working hours a week.</summary>
    public const string HoursAWeek = "HOURS_A_WEEK";

    /// <summary>Months of unbroken unemployment by the labour authority's register (A15).</summary>
    public const string ContinuousUnemploymentMonths = "CONTINUOUS_UNEMPLOYMENT_MONTHS";

    /// <summary>The employment plan is made.</summary>
    public const string EmploymentPlanMade = "EMPLOYMENT_PLAN_MADE";

    /// <summary>The jobseeker interview is held; booked is not enough (AKT-ORDER-2).</summary>
    public const string InterviewHeld = "INTERVIEW_HELD";

    /// <summary>Limits of capacity that prevent work or employment services are found jointly (KTT-NEED-1).</summary>
    public const string CapacityLimitsFound = "CAPACITY_LIMITS_FOUND";

    /// <summary>Employment needs services of the labour authority.</summary>
    public const string NeedsLabourAuthority = "NEEDS_LABOUR_AUTHORITY";

    /// <summary>Employment needs services of social care.</summary>
    public const string NeedsSocialCare = "NEEDS_SOCIAL_CARE";

    /// <summary>The judgement of the need has its reason.</summary>
    public const string NeedReasoned = "NEED_REASONED";

    /// <summary>Employment needs services of Kela, or it is reasoned why it does not (A5).</summary>
    public const string SocialInsuranceNeededOrReasoned = "SOCIAL_INSURANCE_NEEDED_OR_REASONED";

    /// <summary>Of a group to which the employment obligation extends (VEL-KIND).</summary>
    public const string InGroupOfObligation = "IN_GROUP_OF_OBLIGATION";

    /// <summary>The municipality is the home municipality (VEL-1).</summary>
    public const string IsHomeMunicipality = "IS_HOME_MUNICIPALITY";

    /// <summary>The ground of pay subsidy is lack of vocational skill (PAL-1).</summary>
    public const string LackOfVocationalSkill = "LACK_OF_VOCATIONAL_SKILL";

    /// <summary>The ground of pay subsidy is reduced work ability (PAL-2).</summary>
    public const string ReducedWorkAbility = "REDUCED_WORK_ABILITY";

    /// <summary>The employer has not had pay subsidy for the person before; the same employer again is for a person to decide (PAL-4).</summary>
    public const string NewWorkplace = "NEW_WORKPLACE";

    /// <summary>The employer is not municipal; a municipal one is for a person to decide (PAL-G).</summary>
    public const string EmployerNotMunicipal = "EMPLOYER_NOT_MUNICIPAL";

    /// <summary>The rules of the date are formalised (PAL-0). Present only when they are not.</summary>
    public const string EraFormalised = "ERA_FORMALISED";

    /// <summary>Weak position in the labour market (COACH-2).</summary>
    public const string WeakLabourMarketPosition = "WEAK_LABOUR_MARKET_POSITION";

    /// <summary>Partial work ability (COACH-2).</summary>
    public const string PartialWorkAbility = "PARTIAL_WORK_ABILITY";

    /// <summary>A young person who needs support after graduation (COACH-2).</summary>
    public const string YoungWithNeedAfterGraduation = "YOUNG_WITH_NEED_AFTER_GRADUATION";

    /// <summary>Needs help in finding a job or contacting employers (COACH-2).</summary>
    public const string NeedsHelpFindingJob = "NEEDS_HELP_FINDING_JOB";
}
