namespace Mesh.Statutes;

/// <summary>A paid day as a register keeps it: the day, and when it was known (GEN-KNOW-1).</summary>
/// <param name="Day">The day paid for, civil date in Europe/Helsinki.</param>
/// <param name="Benefit">Which benefit.</param>
/// <param name="KnownFrom">The day on which it became known.</param>
/// <param name="KnownTo">The day on which it was taken back, from which it is no longer known; null while it stands.</param>
public readonly record struct RecordedDay(DateOnly Day, Benefit Benefit, DateOnly KnownFrom, DateOnly? KnownTo = null)
{
    /// <summary>True when it was known and not yet taken back.</summary>
    public bool IsKnownOn(DateOnly knownOn) => KnownFrom <= knownOn && !(KnownTo <= knownOn);

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(RecordedDay);
}

/// <summary>Every paid day of one person with when it was known: what was taken back is still there for whoever asks about the past.</summary>
public sealed class RecordedDays
{
    /// <summary>Code of the violation of a day that was taken back before it was known.</summary>
    public const string TakenBackBeforeKnown = "TAKEN_BACK_BEFORE_KNOWN";

    private readonly RecordedDay[] _days;

    private RecordedDays(RecordedDay[] days) => _days = days;

    /// <summary>
    /// Reads days in any order. A day may be recorded anew after it was taken back; two records of one day that are known at the same
    /// time are refused, like a day paid twice.
    /// </summary>
    public static FactReading<RecordedDays> Read(IEnumerable<RecordedDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        RecordedDay[] sorted = [.. days.OrderBy(d => d.Day).ThenBy(d => d.KnownFrom)];
        List<FactViolation> violations = [];
        var (last, standsTo) = (DateOnly.MinValue, DateOnly.MinValue);
        foreach (var (day, benefit, knownFrom, knownTo) in sorted)
        {
            if (!Enum.IsDefined(benefit))
            {
                violations.Add(new(PaidDays.UnknownBenefit, PaidDays.NameOf(benefit), day));
            }

            if (knownTo <= knownFrom)
            {
                violations.Add(new(TakenBackBeforeKnown, PaidDays.NameOf(benefit), day));
            }

            standsTo = day == last ? standsTo : DateOnly.MinValue;
            if (knownFrom < standsTo)
            {
                violations.Add(new(PaidDays.DayPaidTwice, PaidDays.NameOf(benefit), day));
            }

            var ends = knownTo ?? DateOnly.MaxValue;
            (last, standsTo) = (day, standsTo > ends ? standsTo : ends);
        }

        return violations.Count > 0 ? new(null, violations) : new(new RecordedDays(sorted), violations);
    }

    /// <summary>The days as they were known on a date; what became known later is not there.</summary>
    public PaidDays AsKnownOn(DateOnly knownOn) =>
        PaidDays.Read(_days.Where(d => d.IsKnownOn(knownOn)).Select(d => new PaidDay(d.Day, d.Benefit))).Value;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RecordedDays);
}
