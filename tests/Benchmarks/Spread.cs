namespace Mesh.Benchmarks;

/// <summary>Where measured values lie.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
internal sealed record Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(Percentile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>The middle one, and the lowest and highest in brackets.</summary>
    public string Text(string format) =>
        FormattableString.Invariant($"{Median.ToString(format, null)} ({Lowest.ToString(format, null)}–{Highest.ToString(format, null)})");

    /// <summary>The value below which a part of the sorted values lies.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * part) - 1, 0, sorted.Count - 1)];
}
