namespace Mesh.Statutes;

/// <summary>
/// Paid benefit days as far as the asker knows them: Kela holds the days themselves (<see cref="PaidDays"/>),
/// others are given counts only (<see cref="DisclosedCounts"/>, flow F02). Rules see no difference.
/// </summary>
public abstract class BenefitDays
{
    /// <summary>Paid days of the benefit in the window, both ends included; unknown when nobody said.</summary>
    public abstract Fact<int> Count(Benefit benefit, CountedWindow window);

    /// <summary>
    /// Whole months (GEN-TIME-1) of the longest unbroken spell of the benefit up to <paramref name="asOf"/>. A spell is broken
    /// by a weekday (Mon–Fri) without a paid day; of several spells the longest counts, so a new spell takes nothing away.
    /// </summary>
    public abstract Fact<int> LongestUnbrokenMonths(Benefit benefit, DateOnly asOf);

    /// <summary>Earliest day of the benefit known to be paid, null when none is known.</summary>
    public abstract DateOnly? EarliestDay(Benefit benefit);

    /// <summary>
    /// These days and, after <paramref name="asOf"/>, every weekday of one benefit: what will be when nothing changes. Days after it that
    /// are known already stay as they are.
    /// </summary>
    /// <param name="benefit">The benefit that goes on.</param>
    /// <param name="asOf">Last day that is known.</param>
    /// <param name="through">Last day assumed, included.</param>
    public abstract BenefitDays GoingOn(Benefit benefit, DateOnly asOf, DateOnly through);
}
