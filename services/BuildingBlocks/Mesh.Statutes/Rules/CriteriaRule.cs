namespace Mesh.Statutes;

/// <summary>A rule of several conditions, all of which must be met, asked in both profiles.</summary>
public abstract class CriteriaRule<TFacts>
    where TFacts : class
{
    /// <summary>The rule described: id, section of the act (STATUTE) and versions.</summary>
    public abstract RuleDescription Description { get; }

    /// <summary>Id, e.g. <c>AKT-ELIG-U25-1</c>.</summary>
    public string Id => Description.Id;

    /// <summary>Its versions, ascending by date.</summary>
    public IReadOnlyList<RuleVersion> Versions => Description.Versions;

    /// <summary>Section of the act (STATUTE).</summary>
    public Citation Law => Description.Citation;

    /// <summary>Slide of the report (REPORT).</summary>
    public abstract Citation Slide { get; }

    /// <summary>True when the rule counts in a window of months, so that the calendar-month reading is computed beside it (A2).</summary>
    public virtual bool HasMonthWindow => false;

    /// <summary>Answers the rule in both profiles as of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the rule's first version.</exception>
    public virtual ProfiledAssessment Assess(TFacts facts, DateOnly asOf)
    {
        var (statute, report, byMonths) = Answers(facts, asOf);
        return new(Id, statute, report, byMonths);
    }

    /// <summary>The answers of an assessment: STATUTE, REPORT, and STATUTE by calendar months when the rule has a window.</summary>
    protected (RuleOutcome Statute, RuleOutcome Report, RuleOutcome? StatuteByCalendarMonths) Answers(TFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return (
            Answer(facts, asOf, Profile.Statute, WindowReading.Rolling),
            Answer(facts, asOf, Profile.Report, WindowReading.Rolling),
            HasMonthWindow ? Answer(facts, asOf, Profile.Statute, WindowReading.EndedCalendarMonths) : null);
    }

    /// <summary>The conditions, all of which must be met; same order in both profiles.</summary>
    protected abstract IReadOnlyList<Criterion> Conditions(RuleInquiry asked, TFacts facts);

    /// <summary>Answers the rule in one profile, by one reading of month windows.</summary>
    protected RuleOutcome Answer(TFacts facts, DateOnly asOf, Profile profile, WindowReading reading)
    {
        var version = RuleVersion.On(Id, Versions, asOf);
        RuleInquiry asked = new(Id, version, profile == Profile.Statute ? Law : Slide, asOf, profile, reading);
        var conditions = Conditions(asked, facts);
        return new(Id, version, profile, asOf, version.InForce ? conditions : [asked.EndedByEra(), .. conditions]);
    }
}
