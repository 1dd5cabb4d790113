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
}
