using System.Globalization;
using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class HelsinkiTimeTests
{
    [Theory]
    [InlineData("2024-12-31T21:59:59Z", "2024-12-31")]
    [InlineData("2024-12-31T22:00:00Z", "2025-01-01")]
    [InlineData("2025-06-30T20:59:59Z", "2025-06-30")]
    [InlineData("2025-06-30T21:00:00Z", "2025-07-01")]
    public void DateOf_WhenUtcIsNearFinnishMidnight_GivesFinnishDay(string moment, string day) =>
        Assert.Equal(
            DateOnly.Parse(day, CultureInfo.InvariantCulture),
            HelsinkiTime.DateOf(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2025-01-01", 2)]
    [InlineData("2025-03-30", 2)] // summer time begins at 03:00
    [InlineData("2025-03-31", 3)]
    [InlineData("2025-10-26", 3)] // and ends at 04:00
    [InlineData("2025-10-27", 2)]
    public void StartOf_WhenSummerTimeChanges_HasTheOffsetOfMidnight(string day, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), HelsinkiTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).Offset);

    [Fact]
    public void StartOf_WhenDayIsAny_IsItsFirstMoment() =>
        Gen.Int[new DateOnly(1922, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber].Select(DateOnly.FromDayNumber).Sample(day =>
            HelsinkiTime.DateOf(HelsinkiTime.StartOf(day)) == day
            && HelsinkiTime.DateOf(HelsinkiTime.StartOf(day).AddTicks(-1)) == day.AddDays(-1));

    [Theory]
    [InlineData(1942, 4, 3)]
    [InlineData(1942, 10, 4)]
    public void StartOf_WhenClocksTurnedAtMidnight_IsTheDaysFirstMoment(int year, int month, int dayOfMonth)
    {
        var day = new DateOnly(year, month, dayOfMonth);

        Assert.Equal(day, HelsinkiTime.DateOf(HelsinkiTime.StartOf(day)));
        Assert.Equal(day.AddDays(-1), HelsinkiTime.DateOf(HelsinkiTime.StartOf(day).AddHours(-1)));
    }

    [Fact]
    public void EnsureAvailable_WhenDataIsThere_Returns() => HelsinkiTime.EnsureAvailable();

    [Theory]
    [InlineData("fi-FI", "Europe/Nowhere", "time zone Europe/Nowhere")]
    [InlineData("en-US", "Europe/Helsinki", "culture en-US")]
    [InlineData("xx-notaculture-at-all", "Europe/Helsinki", "culture xx-notaculture-at-all")]
    public void EnsureAvailable_WhenDataIsMissing_NamesIt(string culture, string zone, string missing)
    {
        var exception = Assert.Throws<MissingPlatformDataException>(() => HelsinkiTime.EnsureAvailable(culture, zone));

        Assert.Equal(missing, exception.Missing);
    }
}
