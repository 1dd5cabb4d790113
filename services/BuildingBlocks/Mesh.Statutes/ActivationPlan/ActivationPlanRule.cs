namespace Mesh.Statutes;

/// <summary>One of the six criteria of § 3 of 189/2001 under which an activation plan is made.</summary>
public abstract class ActivationPlanRule
{
    /// <summary>The rule described: id, section of the act (STATUTE) and versions.</summary>
    public abstract RuleDescription Description { get; }

    /// <summary>Id, e.g. <c>AKT-ELIG-U25-1</c>.</summary>
    public string Id => Description.Id;

    /// <summary>The authority that launches the plan on this rule.</summary>
    public abstract DecidingAuthority LaunchedBy { get; }

    /// <summary>Its versions, ascending by date.</summary>
    public IReadOnlyList<RuleVersion> Versions => Description.Versions;

    /// <summary>Section of the act (STATUTE).</summary>
    public Citation Law => Description.Citation;

    /// <summary>Slide of the report (REPORT).</summary>
    public abstract Citation Slide { get; }

    /// <summary>False when REPORT alone only shows the case to a person.</summary>
    public virtual bool ReportLaunchesAlone => true;

    /// <summary>True when the rule counts in a window of months, so that the calendar-month reading is computed beside it (A2).</summary>
    public virtual bool HasMonthWindow => false;

    /// <summary>The conditions, all of which must be met; same order in both profiles.</summary>
    protected abstract IReadOnlyList<Criterion> Conditions(Inquiry inquiry);

    /// <summary>Answers the rule in both profiles as of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the rule's first version.</exception>
    public RuleAssessment Assess(ActivationPlanFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(
            Id,
            LaunchedBy,
            Answer(facts, asOf, Profile.Statute, WindowReading.Rolling),
            Answer(facts, asOf, Profile.Report, WindowReading.Rolling),
            HasMonthWindow ? Answer(facts, asOf, Profile.Statute, WindowReading.EndedCalendarMonths) : null,
            ReportLaunchesAlone);
    }

    private RuleOutcome Answer(ActivationPlanFacts facts, DateOnly asOf, Profile profile, WindowReading reading)
    {
        var version = RuleVersion.On(Id, Versions, asOf);
        Inquiry inquiry = new(Id, version, profile == Profile.Statute ? Law : Slide, facts, asOf, profile, reading);
        var conditions = Conditions(inquiry);
        return new(Id, version, profile, asOf, version.InForce ? conditions : [inquiry.EndedByEra(), .. conditions]);
    }
}
