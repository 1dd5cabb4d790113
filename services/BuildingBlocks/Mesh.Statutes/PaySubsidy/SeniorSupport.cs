namespace Mesh.Statutes;

/// <summary>What becomes of an application for 55+ support. There is no discretion: the law's conditions decide alone.</summary>
public enum SeniorSupportVerdict
{
    /// <summary>A fact that would settle it is unknown.</summary>
    Unknown = 0,

    /// <summary>A condition is not met.</summary>
    NotMet = 1,

    /// <summary>It is granted.</summary>
    Granted = 2,

    /// <summary>NOT_SUPPORTED_ERA: decided before there was such support (PAL-0).</summary>
    NotSupportedEra = 4,
}

/// <summary>
/// PAL-55-1: employment support for those who have reached 55 and were unemployed long enough (PAL-55-2); decided before the job starts,
/// which its first day still is; for jobs of enough hours a week (PAL-CAP).
/// </summary>
public static class SeniorSupport
{
    /// <summary>Where the conditions are from.</summary>
    public static readonly Citation Citation = PaySubsidyReform.Guidance("55+ employment support");

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-55-1",
        "Who has reached the age gets the given share of the wage cost for at most the given months and no longer than the job, without discretion.",
        PaySubsidyReform.Citation with { Section = "55+ employment support" },
        PaySubsidyReform.Versions);

    /// <summary>Age that must be reached.</summary>
    public static readonly DatedFigure<Threshold> Age = new(
        "PAL-55-1 age", "completed years", new DatedValue<Threshold>(PaySubsidyReform.First.From, new(Measure.Years(55), Comparator.AtLeast), Citation, CitedTexts.CheckedOn));

    /// <summary>Share of the wage cost.</summary>
    public static readonly DatedFigure<int> Percent = new(
        "PAL-55-1 share", "per cent of wage cost", new DatedValue<int>(PaySubsidyReform.First.From, 70, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>Longest support.</summary>
    public static readonly DatedFigure<int> MostMonths = new(
        "PAL-55-1 duration", "months, at most", new DatedValue<int>(PaySubsidyReform.First.From, 10, PaySubsidyReform.Citation, CitedTexts.CheckedOn));

    /// <summary>Decides, by the law of the day of granting. A day before the reform is answered, not thrown (PAL-0).</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="SeniorSupportFacts.Violations"/> first.</exception>
    public static SeniorSupportOutcome Decide(SeniorSupportFacts facts, DateOnly grantedOn)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var violations = facts.Violations();
        if (violations.Count > 0)
        {
            throw new ContradictoryFactsException(violations);
        }

        if (!PaySubsidyReform.Supports(grantedOn))
        {
            return new(grantedOn, SeniorSupportVerdict.NotSupportedEra, [], [], null, null, [PaySubsidyReform.Rule.Citation]);
        }

        var conditions = Conditions(facts, grantedOn);
        var mostMonths = MostMonths.On(grantedOn).Value;

        // How long the job lasts bounds the period; while that is unknown the period cannot be told, whatever the other facts are.
        var missing = conditions.Outcome == Outcome.NotMet || facts.JobEndsOn.State != FactState.Unknown
            ? conditions.MissingFacts
            : [.. conditions.MissingFacts, FactNames.JobEndsOn];
        var verdict = conditions.Outcome == Outcome.NotMet ? SeniorSupportVerdict.NotMet
            : missing.Count > 0 ? SeniorSupportVerdict.Unknown
            : SeniorSupportVerdict.Granted;
        return new(
            grantedOn,
            verdict,
            conditions.Criteria,
            missing,
            verdict == SeniorSupportVerdict.Granted ? Period(facts, mostMonths) : null,
            verdict == SeniorSupportVerdict.Granted ? Rate(grantedOn) : null,
            [Rule.CiteOn(grantedOn), SeniorUnemployment.Rule.CiteOn(grantedOn)]);
    }

    /// <summary>The conditions of a day from the reform on.</summary>
    internal static RuleOutcome Conditions(SeniorSupportFacts facts, DateOnly grantedOn) =>
        new(Rule.Id, Rule.On(grantedOn), Profile.Statute, grantedOn, Criteria(facts, grantedOn));

    private static Criterion[] Criteria(SeniorSupportFacts facts, DateOnly grantedOn) =>
    [
        Asked(Rule, grantedOn).Judge(CriterionNames.Age, FactNames.BirthDate, Age, Fact.Known(Measure.Years(CivilTime.AgeOn(facts.BirthDate, grantedOn)))),
        SeniorUnemployment.Criterion(Asked(SeniorUnemployment.Rule, grantedOn), facts.Unemployment),
        Asked(SeniorUnemployment.Rule, grantedOn).NotBefore(CriterionNames.DecidedBeforeJob, FactNames.JobStartsOn, facts.JobStartsOn),
        Asked(SubsidyCaps.Rule, grantedOn).Judge(CriterionNames.HoursAWeek, FactNames.HoursAWeek, SubsidyCaps.SeniorHours, facts.HoursAWeek.Map(Measure.HoursAWeek)),
    ];

    private static RuleInquiry Asked(RuleDescription rule, DateOnly grantedOn) =>
        new(rule.Id, rule.On(grantedOn), rule.CiteOn(grantedOn), grantedOn, Profile.Statute, WindowReading.Rolling);

    private static CountedWindow Period(SeniorSupportFacts facts, int mostMonths)
    {
        var start = facts.JobStartsOn.Value;
        var longest = CivilTime.AddMonths(start, mostMonths).AddDays(-1);
        return new(start, facts.JobEndsOn.IsKnown && facts.JobEndsOn.Value < longest ? facts.JobEndsOn.Value : longest);
    }

    private static SubsidyRate Rate(DateOnly grantedOn) => new(
        Percent.On(grantedOn).Value,
        IsUpTo: false,
        MostPercentOfHours: null,
        SubsidyCaps.AtAbilityPercent.On(grantedOn).Value,
        [Rule.CiteOn(grantedOn), SubsidyCaps.Rule.CiteOn(grantedOn)]);
}

/// <summary>The rules' answer on 55+ support. It has no field for discretion, because there is none.</summary>
/// <param name="AsOf">Day of granting.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Criteria">Every condition; empty in an era that is not supported.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Period">First and last day of the support; null unless granted.</param>
/// <param name="Rate">Share and cap; null unless granted.</param>
/// <param name="Citations">Where it is laid down.</param>
public sealed record SeniorSupportOutcome(
    DateOnly AsOf,
    SeniorSupportVerdict Verdict,
    IReadOnlyList<Criterion> Criteria,
    IReadOnlyList<string> MissingFacts,
    CountedWindow? Period,
    SubsidyRate? Rate,
    IReadOnlyList<Citation> Citations)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citations.Any(c => c.IsUnverified) || Criteria.Any(c => c.Citation.IsUnverified);

    /// <summary>The verdict only.</summary>
    public override string ToString() => $"PAL-55 {Verdict}";
}
