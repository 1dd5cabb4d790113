namespace Mesh.Statutes;

/// <summary>A rule that only one text words: both profiles have the same answer.</summary>
public sealed class OneWordingRule<TFacts>(
    RuleDescription description, Func<RuleInquiry, TFacts, IReadOnlyList<Criterion>> conditions) : CriteriaRule<TFacts>
    where TFacts : class
{
    /// <inheritdoc/>
    public override RuleDescription Description => description;

    /// <inheritdoc/>
    public override Citation Slide => Law;

    /// <inheritdoc/>
    public override ProfiledAssessment Assess(TFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return ProfiledAssessment.OfOneWording(Answer(facts, asOf, Profile.Statute, WindowReading.Rolling));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Criterion> Conditions(RuleInquiry asked, TFacts facts) => conditions(asked, facts);
}
