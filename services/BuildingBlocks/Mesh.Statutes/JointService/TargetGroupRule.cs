namespace Mesh.Statutes;

/// <summary>
/// One of the three alternative criteria of § 2.2 of 1369/2014. The act that replaced it in 2025 has other thresholds, which were not
/// read: from then on the answer is unknown whatever the facts, and says why. The old thresholds would be a guess.
/// </summary>
public abstract class TargetGroupRule : CriteriaRule<TargetGroupFacts>
{
    /// <inheritdoc/>
    public sealed override Citation Slide { get; } = JointServiceAct.Slide("1/6");

    /// <summary>The conditions of 1369/2014.</summary>
    protected abstract IReadOnlyList<Criterion> ConditionsOfAct(RuleInquiry asked, TargetGroupFacts facts);

    /// <inheritdoc/>
    protected sealed override IReadOnlyList<Criterion> Conditions(RuleInquiry asked, TargetGroupFacts facts)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Version.Citation.Act == JointServiceAct.SuccessorAct ? [asked.ConditionsNotRead()] : ConditionsOfAct(asked, facts);
    }
}
