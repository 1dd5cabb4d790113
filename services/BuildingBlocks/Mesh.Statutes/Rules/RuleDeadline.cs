namespace Mesh.Statutes;

/// <summary>A deadline that a rule sets, with what it rests on.</summary>
/// <param name="RuleId">Id of the rule.</param>
/// <param name="AsOf">The starting day, whose law governs; it is not counted itself (GEN-TIME-2).</param>
/// <param name="Deadline">The due date, in time itself, and the last lawful date.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record RuleDeadline(string RuleId, DateOnly AsOf, Deadline Deadline, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>The rule only: when somebody is due is about a person.</summary>
    public override string ToString() => RuleId;
}
