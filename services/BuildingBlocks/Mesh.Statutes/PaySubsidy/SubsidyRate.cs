namespace Mesh.Statutes;

/// <summary>Share of the wage cost, with its cap.</summary>
/// <param name="Percent">Per cent of the wage cost.</param>
/// <param name="IsUpTo">True when the per cent is the most that may be granted; false when it is what is granted.</param>
/// <param name="MostPercentOfHours">Most working hours for which it is paid, per cent of full hours; null = not limited here.</param>
/// <param name="CapEurosPerMonth">Most euros a month.</param>
/// <param name="Citations">Where share and cap are laid down.</param>
public sealed record SubsidyRate(int Percent, bool IsUpTo, int? MostPercentOfHours, int CapEurosPerMonth, IReadOnlyList<Citation> Citations);
