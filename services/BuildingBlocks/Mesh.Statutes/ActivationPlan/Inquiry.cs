namespace Mesh.Statutes;

/// <summary>One rule being asked about one person's facts: turns figures and facts into criteria, so that rule files only name them.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Version">Version in force on <paramref name="AsOf"/>.</param>
/// <param name="Basis">Citation of the rule in the profile.</param>
/// <param name="Facts">The facts.</param>
/// <param name="AsOf">The date asked about, which governs figures, counts and age.</param>
/// <param name="Profile">The wording that decides.</param>
/// <param name="Reading">The reading of month windows.</param>
public sealed record Inquiry(
    string RuleId, RuleVersion Version, Citation Basis, ActivationPlanFacts Facts, DateOnly AsOf, Profile Profile, WindowReading Reading)
{
    /// <summary>Paid days of a benefit in a window.</summary>
    public Fact<Measure> PaidDays(Benefit benefit, CountedWindow window) =>
        Facts.BenefitDays.Count(benefit, window).Map(Measure.PaidDays);

    /// <summary>Age in completed years, which the date of birth always tells.</summary>
    public Criterion Age(ProfiledThreshold limit) =>
        Judge(CriterionNames.Age, FactNames.BirthDate, limit, Fact.Known(Measure.Years(CivilTime.AgeOn(Facts.BirthDate, AsOf))));

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

    /// <summary>An event that must have happened on the date asked about or earlier.</summary>
    public Criterion HappenedBy(string name, string factName, Fact<DateOnly> day) =>
        New(name, factName, new(Measure.Date(AsOf), Comparator.NoLaterThan), day.Map(Measure.Date), Basis);

    /// <summary>A value held against a dated threshold of the profile.</summary>
    public Criterion Judge(
        string name, string factName, ProfiledThreshold figure, Fact<Measure> actual, CountedWindow? window = null) =>
        Judge(name, factName, figure.Of(Profile), actual, window);

    /// <summary>A value held against a dated threshold that only one profile knows.</summary>
    public Criterion Judge(
        string name, string factName, DatedFigure<Threshold> figure, Fact<Measure> actual, CountedWindow? window = null)
    {
        var value = figure.On(AsOf);
        return New(name, factName, value.Value, actual, value.Citation, window);
    }

    /// <summary>The criterion that fails when an era has ended the rule.</summary>
    public Criterion EndedByEra() =>
        New(
            CriterionNames.RuleInForce,
            null,
            new(Measure.YesNo(true), Comparator.AtLeast),
            Fact.Known(Measure.YesNo(Version.InForce)),
            Version.Citation);

    private Criterion New(
        string name, string? factName, Threshold threshold, Fact<Measure> actual, Citation citation, CountedWindow? window = null) =>
        new()
        {
            RuleId = RuleId,
            RuleVersion = Version.Name,
            Name = name,
            FactName = factName,
            Threshold = threshold,
            Actual = actual,
            Window = window,
            Citation = citation,
        };
}
