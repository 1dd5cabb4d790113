namespace Mesh.Statutes;

/// <summary>One contradiction in facts that were given. Facts are refused as a whole with every violation; nothing is guessed.</summary>
/// <param name="Code">What is wrong, e.g. <c>DAY_PAID_TWICE</c>.</param>
/// <param name="Fact">Which fact, one of <see cref="FactNames"/>.</param>
/// <param name="Day">The day it concerns, for the owner of the data; never part of a text.</param>
public sealed record FactViolation(string Code, string Fact, DateOnly? Day)
{
    /// <summary>Code and fact, without the day.</summary>
    public override string ToString() => $"{Code} ({Fact})";
}

/// <summary>Facts that contradict each other reached a rule: the caller should have checked them at its door.</summary>
public sealed class ContradictoryFactsException : Exception
{
    /// <summary>Creates the refusal; its text holds codes only.</summary>
    public ContradictoryFactsException(IReadOnlyList<FactViolation> violations)
        : base("The facts contradict each other: " + string.Join(", ", violations))
    {
        Violations = violations;
    }

    /// <summary>Every violation found.</summary>
    public IReadOnlyList<FactViolation> Violations { get; }
}

/// <summary>Facts, or every reason why they cannot be.</summary>
public sealed class FactReading<T>
    where T : class
{
    private readonly T? _value;

    internal FactReading(T? value, IReadOnlyList<FactViolation> violations)
    {
        _value = value;
        Violations = violations;
    }

    /// <summary>True when there is no violation.</summary>
    public bool IsValid => Violations.Count == 0;

    /// <summary>Every violation, in order of day; empty when valid.</summary>
    public IReadOnlyList<FactViolation> Violations { get; }

    /// <summary>The facts.</summary>
    /// <exception cref="ContradictoryFactsException">There are violations.</exception>
    public T Value => _value ?? throw new ContradictoryFactsException(Violations);
}
