namespace Mesh.Statutes;

/// <summary>
/// Everything the rules AKT-ELIG-* ask about one person, as known on one date. A fact left out is unknown. Corrections are the
/// caller's: it passes what was known when it asks (GEN-KNOW-1).
/// </summary>
public sealed record ActivationPlanFacts
{
    /// <summary>Code of the violation of a fact dated before birth.</summary>
    public const string BeforeBirth = "BEFORE_BIRTH";

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>Paid days of both benefits: the days, or disclosed counts; unknown unless given.</summary>
    public BenefitDays BenefitDays { get; init; } = DisclosedCounts.Nothing;

    /// <summary>Kela's or the fund's flag: the day the maximum allowance period was reached; known none = not reached.</summary>
    public Fact<DateOnly> AllowanceMaximumReachedOn { get; init; }

    /// <summary>Last day of the daily-allowance period; known none = no period has ended.</summary>
    public Fact<DateOnly> AllowancePeriodEndedOn { get; init; }

    /// <summary>Calendar months with social assistance because of unemployment.</summary>
    public Fact<AssistanceMonths> SocialAssistanceMonths { get; init; }

    /// <summary>AKT-MAIN-INCOME: whether that assistance is the main livelihood; Kela's to say, never concluded from the months.</summary>
    public Fact<bool> SocialAssistanceIsMainLivelihood { get; init; }

    /// <summary>Day the employment plan was made; known none = there is no plan.</summary>
    public Fact<DateOnly> EmploymentPlanMadeOn { get; init; }

    /// <summary>Day the jobseeker interview was held; known none = not held.</summary>
    public Fact<DateOnly> InterviewHeldOn { get; init; }

    /// <summary>Day an interview is booked for. Carried for AKT-ORDER-1; no eligibility rule accepts it (AKT-ORDER-2).</summary>
    public Fact<DateOnly> InterviewBookedFor { get; init; }

    /// <summary>Every contradiction in the facts; empty when they may be evaluated.</summary>
    public IReadOnlyList<FactViolation> Violations()
    {
        List<FactViolation>? found = null;
        Hold(FactNames.LabourMarketSubsidyDays, FirstPaid(Benefit.LabourMarketSubsidy));
        Hold(FactNames.UnemploymentAllowanceDays, FirstPaid(Benefit.UnemploymentDailyAllowance));
        Hold(FactNames.SocialAssistanceMonths, SocialAssistanceMonths.Then(static m => m.Earliest is { } first ? Fact.Known(EndOfMonth(first)) : default));
        Hold(FactNames.AllowanceMaximumReachedOn, AllowanceMaximumReachedOn);
        Hold(FactNames.AllowancePeriodEndedOn, AllowancePeriodEndedOn);
        Hold(FactNames.EmploymentPlanMadeOn, EmploymentPlanMadeOn);
        Hold(FactNames.InterviewHeldOn, InterviewHeldOn);
        Hold(FactNames.InterviewBookedFor, InterviewBookedFor);
        return (IReadOnlyList<FactViolation>?)found ?? [];

        void Hold(string name, Fact<DateOnly> day)
        {
            if (day.IsKnown && day.Value < BirthDate)
            {
                (found ??= []).Add(new(BeforeBirth, name, day.Value));
            }
        }
    }

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(ActivationPlanFacts);

    private Fact<DateOnly> FirstPaid(Benefit benefit) =>
        BenefitDays.EarliestDay(benefit) is { } day ? Fact.Known(day) : Fact.Unknown<DateOnly>();

    private static DateOnly EndOfMonth(DateOnly firstDay) => CivilTime.AddMonths(firstDay, 1).AddDays(-1);
}
