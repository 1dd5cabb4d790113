using System.Globalization;

namespace Mesh.Statutes;

/// <summary>What a <see cref="Measure"/> counts.</summary>
public enum MeasureUnit
{
    /// <summary>Completed years of age (GEN-AGE-1).</summary>
    Years = 1,

    /// <summary>Whole months by GEN-TIME-1, or ended calendar months by GEN-COUNT-3.</summary>
    Months = 2,

    /// <summary>Benefit days actually paid, five a week (GEN-COUNT-1).</summary>
    PaidDays = 3,

    /// <summary>A civil date in Europe/Helsinki.</summary>
    Date = 4,

    /// <summary>0 = no, 1 = yes.</summary>
    YesNo = 5,

    /// <summary>Working hours a week.</summary>
    HoursAWeek = 6,
}

/// <summary>A number with its unit, or a date: thresholds and actual values share it, so one comparison serves every criterion.</summary>
public readonly record struct Measure
{
    private Measure(int value, MeasureUnit unit)
    {
        Value = value;
        Unit = unit;
    }

    /// <summary>The number; for a date its <see cref="DateOnly.DayNumber"/>; for yes or no 1 or 0.</summary>
    public int Value { get; }

    /// <summary>What the number counts.</summary>
    public MeasureUnit Unit { get; }

    /// <summary>The date, only for <see cref="MeasureUnit.Date"/>; null otherwise.</summary>
    public DateOnly? Day => Unit == MeasureUnit.Date ? DateOnly.FromDayNumber(Value) : null;

    /// <summary>Completed years.</summary>
    public static Measure Years(int value) => new(value, MeasureUnit.Years);

    /// <summary>Whole months.</summary>
    public static Measure Months(int value) => new(value, MeasureUnit.Months);

    /// <summary>Paid benefit days.</summary>
    public static Measure PaidDays(int value) => new(value, MeasureUnit.PaidDays);

    /// <summary>A date.</summary>
    public static Measure Date(DateOnly value) => new(value.DayNumber, MeasureUnit.Date);

    /// <summary>Working hours a week.</summary>
    public static Measure HoursAWeek(int value) => new(value, MeasureUnit.HoursAWeek);

    /// <summary>Yes or no.</summary>
    public static Measure YesNo(bool value) => new(value ? 1 : 0, MeasureUnit.YesNo);

    /// <summary>Invariant text: the number, or the ISO date.</summary>
    public override string ToString() =>
        Day is { } day ? day.ToString("O", CultureInfo.InvariantCulture) : Value.ToString(CultureInfo.InvariantCulture);
}
