namespace Mesh.Statutes;

/// <summary>Days on which a statutory period cannot end in Finland, besides Saturdays and Sundays.</summary>
public enum Holiday
{
    /// <summary>uudenvuodenpäivä, 1 January.</summary>
    NewYear = 1,

    /// <summary>loppiainen, 6 January; to 1991 the Saturday between 6 and 12 January.</summary>
    Epiphany,

    /// <summary>pitkäperjantai.</summary>
    GoodFriday,

    /// <summary>pääsiäispäivä.</summary>
    EasterSunday,

    /// <summary>toinen pääsiäispäivä.</summary>
    EasterMonday,

    /// <summary>vapunpäivä, 1 May.</summary>
    MayDay,

    /// <summary>helatorstai, the fortieth day of Easter; to 1991 the Saturday before it.</summary>
    Ascension,

    /// <summary>helluntaipäivä, the fiftieth day of Easter.</summary>
    Pentecost,

    /// <summary>juhannusaatto, the Friday between 19 and 25 June.</summary>
    MidsummerEve,

    /// <summary>juhannuspäivä, the Saturday between 20 and 26 June.</summary>
    MidsummerDay,

    /// <summary>pyhäinpäivä, the Saturday between 31 October and 6 November.</summary>
    AllSaints,

    /// <summary>itsenäisyyspäivä, 6 December.</summary>
    IndependenceDay,

    /// <summary>jouluaatto, 24 December.</summary>
    ChristmasEve,

    /// <summary>joulupäivä, 25 December.</summary>
    ChristmasDay,

    /// <summary>tapaninpäivä, 26 December.</summary>
    BoxingDay,
}

/// <summary>Working days in the sense of Act 150/1930 § 5, computed.</summary>
public static class FinnishCalendar
{
    /// <summary>§ 5: holidays, Independence Day, May Day, Christmas Eve, Midsummer Eve and Saturdays.</summary>
    public static readonly Citation Citation = new(
        CitedTexts.StatutoryTimeAct, "§ 5", Certainty.Verified, Note: "That it also moves an authority's internal duties is unsure.");

    /// <summary>First day this calendar can be asked about.</summary>
    public static readonly DateOnly FirstFormalised = new(1990, 1, 1);

    /// <summary>Whether Epiphany and Ascension are kept on Saturdays, as they were from 1973.</summary>
    public static readonly DatedFigure<bool> OnSaturdays = new(
        "GEN-TIME-3 Epiphany and Ascension on Saturdays", "yes or no",
        new DatedValue<bool>(FirstFormalised, true, ChurchAct("From 1973; no text was read."), CitedTexts.CheckedOn),
        new DatedValue<bool>(
            new(1992, 1, 1),
            false,
            ChurchAct("Press and church say 1992, others 1991; no text was read. Of working days only Thursday 9 May 1991 depends on it."),
            CitedTexts.CheckedOn));

    /// <summary>True when a period may end on the day: not a Saturday, not a Sunday, not one of the <see cref="Holiday"/>s.</summary>
    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !HolidaysOf(day.Year).ContainsKey(day);

    /// <summary>The day itself when it is a working day, else the next one that is (GEN-TIME-3).</summary>
    public static DateOnly WorkingDayOnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The n-th working day after a day, which itself is not counted (GEN-TIME-2).</summary>
    /// <param name="day">The day it is counted from.</param>
    /// <param name="count">How many working days, 1 or more.</param>
    public static DateOnly WorkingDayAfter(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        for (var left = count; left > 0; left--)
        {
            day = WorkingDayOnOrAfter(day.AddDays(1));
        }

        return day;
    }

    /// <summary>The next Monday to Friday after a day, holidays included: benefit is paid for those too (GEN-COUNT-1).</summary>
    public static DateOnly NextWeekday(DateOnly day) => day.AddDays(day.DayOfWeek switch
    {
        DayOfWeek.Friday => 3,
        DayOfWeek.Saturday => 2,
        _ => 1,
    });

    /// <summary>How many Mondays to Fridays lie after a day, up to and including another; 0 when there is none between.</summary>
    public static int WeekdaysAfter(DateOnly day, DateOnly through) => Math.Max(0, Weekdays(through) - Weekdays(day));

    /// <summary>The holidays of a year. When two meet on one day (May Day and Ascension Day, as in 2008) the earlier named stands.</summary>
    /// <exception cref="OutsideFormalisedLawException">The year is before 1990.</exception>
    public static IReadOnlyDictionary<DateOnly, Holiday> HolidaysOf(int year)
    {
        if (year < FirstFormalised.Year)
        {
            throw new OutsideFormalisedLawException("Finnish holidays", FirstFormalised);
        }

        var easter = EasterSunday(year);
        var midsummerDay = SaturdayOnOrAfter(new(year, 6, 20));
        Dictionary<DateOnly, Holiday> holidays = [];
        holidays.TryAdd(new(year, 1, 1), Holiday.NewYear);
        var moved = OnSaturdays.On(new(year, 1, 1)).Value;
        DateOnly epiphany = new(year, 1, 6);
        holidays.TryAdd(moved ? SaturdayOnOrAfter(epiphany) : epiphany, Holiday.Epiphany);
        holidays.TryAdd(easter.AddDays(-2), Holiday.GoodFriday);
        holidays.TryAdd(easter, Holiday.EasterSunday);
        holidays.TryAdd(easter.AddDays(1), Holiday.EasterMonday);
        holidays.TryAdd(new(year, 5, 1), Holiday.MayDay);
        holidays.TryAdd(easter.AddDays(moved ? 34 : 39), Holiday.Ascension);
        holidays.TryAdd(easter.AddDays(49), Holiday.Pentecost);
        holidays.TryAdd(midsummerDay.AddDays(-1), Holiday.MidsummerEve);
        holidays.TryAdd(midsummerDay, Holiday.MidsummerDay);
        holidays.TryAdd(SaturdayOnOrAfter(new(year, 10, 31)), Holiday.AllSaints);
        holidays.TryAdd(new(year, 12, 6), Holiday.IndependenceDay);
        holidays.TryAdd(new(year, 12, 24), Holiday.ChristmasEve);
        holidays.TryAdd(new(year, 12, 25), Holiday.ChristmasDay);
        holidays.TryAdd(new(year, 12, 26), Holiday.BoxingDay);
        return holidays;
    }

    // Since the first day of the calendar, which was a Monday.
    private static int Weekdays(DateOnly through)
    {
        var (weeks, days) = Math.DivRem(through.DayNumber + 1, 7);
        return (weeks * 5) + Math.Min(days, 5);
    }

    private static Citation ChurchAct(string note) => new("Kirkkolaki", "kirkolliset juhlapäivät", Certainty.Unsure, Note: note);

    private static DateOnly SaturdayOnOrAfter(DateOnly day) =>
        day.AddDays(((int)DayOfWeek.Saturday - (int)day.DayOfWeek + 7) % 7);

    // Gregorian computus (the anonymous algorithm of 1876): golden number, century corrections, epact, then the Sunday.
    private static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonCorrection + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var lateCorrection = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * lateCorrection) + 114, 31);
        return new(year, month, day + 1);
    }
}
