using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2023-11-30", 3, "2024-02-29")]
    [InlineData("2022-11-30", 3, "2023-02-28")]
    [InlineData("2024-01-31", 3, "2024-04-30")]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2024-02-29", 3, "2024-05-29")]
    [InlineData("2024-03-31", -1, "2024-02-29")]
    [InlineData("2024-02-29", -12, "2023-02-28")]
    [InlineData("2023-12-31", 2, "2024-02-29")]
    public void AddMonths_WhenTheDayIsMissing_TakesTheMonthsLast(string from, int months, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), CivilTime.AddMonths(DateOnly.Parse(from, null), months));

    [Theory]
    [InlineData("2024-02-28", "2023-03-01", "2023-02-01", "2024-01-31")]
    [InlineData("2024-02-29", "2023-03-01", "2023-02-01", "2024-01-31")]
    [InlineData("2025-02-28", "2024-02-29", "2024-02-01", "2025-01-31")]
    [InlineData("2024-03-31", "2023-04-01", "2023-03-01", "2024-02-29")]
    [InlineData("2024-01-01", "2023-01-02", "2023-01-01", "2023-12-31")]
    public void Of_WhenTwelveMonthsAreCounted_StartsTheDayAfterTheSameDay(string asOf, string first, string calendarFirst, string calendarLast)
    {
        var day = DateOnly.Parse(asOf, null);

        Assert.Equal(new CountedWindow(DateOnly.Parse(first, null), day), CountedWindow.Of(WindowReading.Rolling, day, 12));
        Assert.Equal(
            new CountedWindow(DateOnly.Parse(calendarFirst, null), DateOnly.Parse(calendarLast, null)),
            CountedWindow.Of(WindowReading.EndedCalendarMonths, day, 12));
    }

    [Theory]
    [InlineData(1991, "1991-03-31")]
    [InlineData(2000, "2000-04-23")]
    [InlineData(2008, "2008-03-23")]
    [InlineData(2011, "2011-04-24")]
    [InlineData(2023, "2023-04-09")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2049, "2049-04-18")]
    [InlineData(2076, "2076-04-19")]
    public void HolidaysOf_WhenAYearIsAsked_FindsEaster(int year, string easter)
    {
        var sunday = DateOnly.Parse(easter, null);
        var holidays = FinnishCalendar.HolidaysOf(year);

        Assert.Equal(Holiday.EasterSunday, holidays[sunday]);
        Assert.Equal(Holiday.GoodFriday, holidays[sunday.AddDays(-2)]);
        Assert.Equal(Holiday.EasterMonday, holidays[sunday.AddDays(1)]);
        Assert.Equal(DayOfWeek.Sunday, sunday.DayOfWeek);
    }

    [Fact]
    public void HolidaysOf_When2024IsAsked_ListsThemAll() => Assert.Equal(
        [
            "01-01 NewYear", "01-06 Epiphany", "03-29 GoodFriday", "03-31 EasterSunday", "04-01 EasterMonday", "05-01 MayDay",
            "05-09 Ascension", "05-19 Pentecost", "06-21 MidsummerEve", "06-22 MidsummerDay", "11-02 AllSaints",
            "12-06 IndependenceDay", "12-24 ChristmasEve", "12-25 ChristmasDay", "12-26 BoxingDay",
        ],
        FinnishCalendar.HolidaysOf(2024).OrderBy(h => h.Key).Select(h => $"{h.Key:MM-dd} {h.Value}"));

    [Fact]
    public void HolidaysOf_WhenEveryYearTo2100IsAsked_KeepsMovableDaysInTheirSpans()
    {
        for (var year = 1990; year <= 2100; year++)
        {
            var days = FinnishCalendar.HolidaysOf(year).ToLookup(h => h.Value, h => h.Key);
            Assert.InRange(days[Holiday.MidsummerDay].Single(), new DateOnly(year, 6, 20), new DateOnly(year, 6, 26));
            Assert.InRange(days[Holiday.AllSaints].Single(), new DateOnly(year, 10, 31), new DateOnly(year, 11, 6));
            Assert.InRange(days[Holiday.EasterSunday].Single(), new DateOnly(year, 3, 22), new DateOnly(year, 4, 25));
            Assert.Equal(DayOfWeek.Saturday, days[Holiday.MidsummerDay].Single().DayOfWeek);
            Assert.Equal(DayOfWeek.Saturday, days[Holiday.AllSaints].Single().DayOfWeek);
            Assert.All(days[Holiday.Ascension], d => Assert.Equal(year > 1991 ? DayOfWeek.Thursday : DayOfWeek.Saturday, d.DayOfWeek));
            Assert.All(days[Holiday.Epiphany], d => Assert.True(year > 1991 ? d == new DateOnly(year, 1, 6) : d.DayOfWeek == DayOfWeek.Saturday));
        }

        Assert.Equal(Holiday.MayDay, FinnishCalendar.HolidaysOf(2008)[new(2008, 5, 1)]);
        Assert.Throws<OutsideFormalisedLawException>(() => FinnishCalendar.HolidaysOf(1989));
    }

    [Theory]
    [InlineData("1990-01-06", Holiday.Epiphany)]
    [InlineData("1990-05-19", Holiday.Ascension)]
    [InlineData("1991-01-12", Holiday.Epiphany)]
    [InlineData("1991-05-04", Holiday.Ascension)]
    [InlineData("1992-01-06", Holiday.Epiphany)]
    [InlineData("1992-05-28", Holiday.Ascension)]
    public void HolidaysOf_WhenHolidaysWereKeptOnSaturdays_FindsThemThereTo1991(string day, Holiday expected) =>
        Assert.Equal(expected, FinnishCalendar.HolidaysOf(DateOnly.Parse(day, null).Year)[DateOnly.Parse(day, null)]);

    [Theory]
    [InlineData("1990-05-24", true)]
    [InlineData("1992-05-28", false)]
    [InlineData("1992-01-06", false)]
    [InlineData("2100-12-24", false)]
    [InlineData("2100-12-23", true)]
    public void IsWorkingDay_WhenAHolidayWasMovedAway_IsTrueOfItsOldDay(string day, bool expected) =>
        Assert.Equal(expected, FinnishCalendar.IsWorkingDay(DateOnly.Parse(day, null)));

    [Fact]
    public void WeekdaysAfter_WhenAnyDaysAreGiven_CountsMondaysToFridays() =>
        Gen.Select(Gen.Int[0, 800], Gen.Int[-20, 800]).Sample((from, length) =>
        {
            var day = new DateOnly(2023, 1, 1).AddDays(from);
            var expected = Enumerable.Range(1, Math.Max(0, length)).Count(n => day.AddDays(n).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
            Assert.Equal(expected, FinnishCalendar.WeekdaysAfter(day, day.AddDays(length)));
        });

    [Theory]
    [InlineData("2024-05-31", "2024-05-31")]
    [InlineData("2024-06-01", "2024-06-03")]
    [InlineData("2024-06-02", "2024-06-03")]
    [InlineData("2024-06-20", "2024-06-20")]
    [InlineData("2024-06-21", "2024-06-24")]
    [InlineData("2024-12-06", "2024-12-09")]
    [InlineData("2024-12-24", "2024-12-27")]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("2025-01-01", "2025-01-02")]
    [InlineData("2025-01-06", "2025-01-07")]
    [InlineData("2025-04-18", "2025-04-22")]
    [InlineData("2025-05-01", "2025-05-02")]
    [InlineData("2025-05-29", "2025-05-30")]
    [InlineData("2024-11-02", "2024-11-04")]
    public void MonthsAfter_WhenDueOnANonWorkingDay_MovesTheLastLawfulDate(string due, string lastLawful)
    {
        var dueDate = DateOnly.Parse(due, null);
        var deadline = Deadline.MonthsAfter(dueDate, 0);

        Assert.Equal(new Deadline(dueDate, DateOnly.Parse(lastLawful, null)), deadline);
        Assert.False(deadline.IsOverdue(deadline.LastLawfulDate));
        Assert.True(deadline.IsOverdue(deadline.LastLawfulDate.AddDays(1)));
        Assert.Equal(0, deadline.DaysOverdue(deadline.LastLawfulDate.AddDays(-1)));
    }

    [Theory]
    [InlineData("2024-01-02", "2024-04-02")]
    [InlineData("2024-01-15", "2024-04-15")]
    [InlineData("2024-07-01", "2024-10-01")]
    public void After_WhenScenarioPlansAreReviewed_IsDueAsTheySay(string from, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), ReviewSchedule.After(DateOnly.Parse(from, null)).DueDate);
}
