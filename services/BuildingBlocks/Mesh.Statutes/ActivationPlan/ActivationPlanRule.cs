namespace Mesh.Statutes;

/// <summary>One of the six criteria of § 3 of 189/2001 under which an activation plan is made.</summary>
public abstract class ActivationPlanRule : CriteriaRule<ActivationPlanFacts>
{
    /// <summary>The authority that launches the plan on this rule.</summary>
    public abstract DecidingAuthority LaunchedBy { get; }

    /// <summary>False when REPORT alone only shows the case to a person.</summary>
    public virtual bool ReportLaunchesAlone => true;

    /// <summary>The conditions, all of which must be met; same order in both profiles.</summary>
    protected abstract IReadOnlyList<Criterion> Conditions(Inquiry inquiry);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Criterion> Conditions(RuleInquiry asked, ActivationPlanFacts facts) => Conditions(new Inquiry(asked, facts));

    /// <summary>Answers the rule in both profiles as of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the rule's first version.</exception>
    public override RuleAssessment Assess(ActivationPlanFacts facts, DateOnly asOf)
    {
        var (statute, report, byMonths) = Answers(facts, asOf);
        return new(Id, LaunchedBy, statute, report, byMonths, ReportLaunchesAlone);
    }
}
