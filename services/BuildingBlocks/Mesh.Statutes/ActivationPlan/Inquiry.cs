namespace Mesh.Statutes;

/// <summary>A rule AKT-ELIG-* being asked about one person's facts.</summary>
/// <param name="Asked">The rule and the date.</param>
/// <param name="Facts">The facts.</param>
public sealed record Inquiry(RuleInquiry Asked, ActivationPlanFacts Facts) : RuleInquiry(Asked)
{
    /// <summary>Paid days of a benefit in a window.</summary>
    public Fact<Measure> PaidDays(Benefit benefit, CountedWindow window) =>
        Facts.BenefitDays.Count(benefit, window).Map(Measure.PaidDays);

    /// <summary>Age in completed years.</summary>
    public Criterion Age(ProfiledThreshold limit) => Age(limit, Facts.BirthDate);

    /// <summary>Ended months of social assistance in a row.</summary>
    public Criterion SocialAssistanceMonths(ProfiledThreshold months) =>
        Judge(
            CriterionNames.SocialAssistanceMonths,
            FactNames.SocialAssistanceMonths,
            months,
            Facts.SocialAssistanceMonths.Map(m => Measure.Months(m.EndedInARow(AsOf))),
            CountedWindow.EndedCalendarMonths(AsOf, months.Of(Profile).On(AsOf).Value.Value.Value));

    /// <summary>AKT-MAIN-INCOME.</summary>
    public Criterion SocialAssistanceIsMainLivelihood() =>
        New(
            CriterionNames.SocialAssistanceIsMainLivelihood,
            FactNames.SocialAssistanceIsMainLivelihood,
            new(Measure.YesNo(true), Comparator.AtLeast),
            Facts.SocialAssistanceIsMainLivelihood.Map(Measure.YesNo),
            Basis);

    /// <summary>The employment plan is made on the date asked about or earlier.</summary>
    public Criterion EmploymentPlanMade() =>
        HappenedBy(CriterionNames.EmploymentPlanMade, FactNames.EmploymentPlanMadeOn, Facts.EmploymentPlanMadeOn);

    /// <summary>The interview is held on the date asked about or earlier.</summary>
    public Criterion InterviewHeld() =>
        HappenedBy(CriterionNames.InterviewHeld, FactNames.InterviewHeldOn, Facts.InterviewHeldOn);
}
