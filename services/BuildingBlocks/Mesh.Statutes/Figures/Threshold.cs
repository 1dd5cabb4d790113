namespace Mesh.Statutes;

/// <summary>A value to be reached and how it is to be reached.</summary>
/// <param name="Value">The threshold with its unit.</param>
/// <param name="Comparator">How the actual value is held against it.</param>
public readonly record struct Threshold(Measure Value, Comparator Comparator)
{
    /// <summary>True when <paramref name="actual"/> passes. Comparing different units is a fault of the rule, not of the facts.</summary>
    public bool IsPassedBy(Measure actual)
    {
        if (actual.Unit != Value.Unit)
        {
            throw new ArgumentException($"A threshold in {Value.Unit} cannot be compared with {actual.Unit}.", nameof(actual));
        }

        return Comparator switch
        {
            Comparator.AtLeast => actual.Value >= Value.Value,
            Comparator.MoreThan => actual.Value > Value.Value,
            Comparator.LessThan => actual.Value < Value.Value,
            Comparator.NoLaterThan => actual.Value <= Value.Value,
            _ => throw new InvalidOperationException($"Threshold without a comparator ({Comparator})."),
        };
    }
}
