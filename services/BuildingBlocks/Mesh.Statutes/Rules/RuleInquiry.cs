namespace Mesh.Statutes;

/// <summary>One rule being asked as of a date: turns figures and facts into criteria, so that rule files only name them.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="Version">Version in force on <paramref name="AsOf"/>.</param>
/// <param name="Basis">Citation of the rule in the profile.</param>
/// <param name="AsOf">The date asked about, which governs figures, counts and age.</param>
/// <param name="Profile">The wording that decides.</param>
/// <param name="Reading">The reading of month windows.</param>
public record RuleInquiry(string RuleId, RuleVersion Version, Citation Basis, DateOnly AsOf, Profile Profile, WindowReading Reading)
{
    /// <summary>Age in completed years, which the date of birth always tells.</summary>
    public Criterion Age(ProfiledThreshold limit, DateOnly birthDate) =>
        Judge(CriterionNames.Age, FactNames.BirthDate, limit, Fact.Known(Measure.Years(CivilTime.AgeOn(birthDate, AsOf))));

    /// <summary>An event that must have happened on the date asked about or earlier.</summary>
    public Criterion HappenedBy(string name, string factName, Fact<DateOnly> day) =>
        New(name, factName, new(Measure.Date(AsOf), Comparator.NoLaterThan), day.Map(Measure.Date), Basis);

    /// <summary>An event that must not have happened before the date asked about.</summary>
    public Criterion NotBefore(string name, string factName, Fact<DateOnly> day) =>
        New(name, factName, new(Measure.Date(AsOf), Comparator.AtLeast), day.Map(Measure.Date), Basis);

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

    /// <summary>Something that must be so; known none means that it is not.</summary>
    public Criterion IsTrue(string name, string factName, Fact<bool> fact) =>
        New(name, factName, new(Measure.YesNo(true), Comparator.AtLeast), fact.Map(Measure.YesNo), Basis);

    /// <summary>The criterion that stays unknown, whatever the facts, while the conditions of the act in force were not read.</summary>
    public Criterion ConditionsNotRead() => NotSettled(CriterionNames.SuccessorConditionsRead, Version.Citation);

    /// <summary>A criterion that no text read settles, whatever the facts: a person decides.</summary>
    public Criterion NotSettled(string name, Citation citation) =>
        New(name, null, new(Measure.YesNo(true), Comparator.AtLeast), Fact.Unknown<Measure>(), citation);

    /// <summary>A criterion of the rule.</summary>
    protected Criterion New(
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
