using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>KTT-DUR over all of a client's placements: four days and 32 hours a week, whoever gives the places.</summary>
public sealed class PlacementsTogetherTests
{
    private static readonly WeeklyLoad Asked = new(new(2024, 1, 22), new(2024, 4, 21), DaysPerWeek: 2, HoursPerDay: 4);

    [Theory]
    [InlineData(2, 4, "")]
    [InlineData(3, 4, "TOO_MANY_DAYS_TOGETHER")]
    [InlineData(2, 8, "")]
    [InlineData(2, 12, "")]
    [InlineData(2, 13, "TOO_MANY_HOURS_TOGETHER")]
    [InlineData(3, 9, "TOO_MANY_DAYS_TOGETHER,TOO_MANY_HOURS_TOGETHER")]
    public void Faults_WhenAnotherGoesOnBeside_CountBothAgainstTheWeek(int days, int hours, string codes) =>
        Assert.Equal(codes, Codes(Asked with { DaysPerWeek = days, HoursPerDay = hours }));

    [Theory]
    [InlineData("2024-01-21", "")]
    [InlineData("2024-01-22", "TOO_MANY_DAYS_TOGETHER")]
    [InlineData("2024-01-23", "TOO_MANY_DAYS_TOGETHER")]
    public void Faults_WhenTheOtherEndsAroundTheFirstDay_CountOnlyWhatMeets(string last, string codes) =>
        Assert.Equal(codes, Codes(Asked with { FirstDay = new(2023, 11, 1), LastDay = Day(last), DaysPerWeek = 4 }));

    [Theory]
    [InlineData("2024-04-20", "TOO_MANY_DAYS_TOGETHER")]
    [InlineData("2024-04-21", "TOO_MANY_DAYS_TOGETHER")]
    [InlineData("2024-04-22", "")]
    public void Faults_WhenTheOtherBeginsAroundTheLastDay_CountOnlyWhatMeets(string first, string codes) =>
        Assert.Equal(codes, Codes(Asked with { FirstDay = Day(first), LastDay = new(2024, 9, 1), DaysPerWeek = 4 }));

    [Fact]
    public void Faults_WhenTwoOthersFollowOneAnother_TakeTheFullestDay()
    {
        var first = Asked with { LastDay = new(2024, 2, 29) };
        var second = Asked with { FirstDay = new(2024, 3, 1) };

        Assert.Equal("", Codes(first, second));
        Assert.Equal("TOO_MANY_DAYS_TOGETHER", Codes(first, second with { FirstDay = new(2024, 2, 29) }));
    }

    [Fact]
    public void Faults_WhenNothingElseGoesOn_AreNone() => Assert.Equal("", Codes());

    [Fact]
    public void Faults_WhenTheRegionHasLimitsOfItsOwn_GoByThemAndSaySo()
    {
        var own = PlacementLimits.Default.On(Asked.FirstDay).Value with { MostDaysPerWeek = 3 };

        var fault = Assert.Single(PlacementsTogether.Faults(Asked, [Asked], own));

        Assert.Equal(("KTT-DUR", "TOO_MANY_DAYS_TOGETHER", PlacementLimits.OwnCitation), (fault.RuleId, fault.Code, fault.Citation));
    }

    [Fact]
    public void Faults_WhenCountedDayByDay_AreTheSame() => Gen.Select(Load, Load.List[0, 4]).Sample((asked, others) =>
    {
        var days = Enumerable.Range(0, asked.LastDay.DayNumber - asked.FirstDay.DayNumber + 1).Select(asked.FirstDay.AddDays)
            .Select(day => others.Where(other => other.FirstDay <= day && day <= other.LastDay).Append(asked).ToList())
            .Where(met => met.Count > 1)
            .ToList();
        string[] expected =
        [
            .. days.Any(met => met.Sum(load => load.DaysPerWeek) > 4) ? ["TOO_MANY_DAYS_TOGETHER"] : Array.Empty<string>(),
            .. days.Any(met => met.Sum(load => load.DaysPerWeek * load.HoursPerDay) > 32) ? ["TOO_MANY_HOURS_TOGETHER"] : Array.Empty<string>(),
        ];

        Assert.Equal(expected, PlacementsTogether.Faults(asked, others).Select(fault => fault.Code));
    });

    private static readonly Gen<WeeklyLoad> Load = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 40], Gen.Int[1, 4], Gen.Int[4, 8])
        .Select((start, length, days, hours) => new WeeklyLoad(
            new DateOnly(2024, 1, 1).AddDays(start), new DateOnly(2024, 1, 1).AddDays(start + length), days, hours));

    private static string Codes(params WeeklyLoad[] others) =>
        string.Join(',', PlacementsTogether.Faults(Asked, others).Select(fault => fault.Code));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
