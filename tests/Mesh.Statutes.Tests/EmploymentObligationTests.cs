using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>VEL-*, with the rows of SC6 on Tuulikki.</summary>
public sealed class EmploymentObligationTests
{
    private static readonly DateOnly AssignedOn = new(2023, 8, 1);
    private static readonly Fact<DateOnly> MaximumOn = Fact.Known(new DateOnly(2023, 8, 25));

    [Theory]
    [InlineData("2023-08-25", Outcome.Met)]
    [InlineData("2023-08-28", Outcome.Met)]
    [InlineData("2023-08-29", Outcome.NotMet)]
    [InlineData("2023-09-04", Outcome.NotMet)]
    public void Decide_WhenTheMunicipalityOffersAStart_AcceptsToTheFirstWorkingDayAfterTheMaximum(string start, Outcome expected)
    {
        var outcome = LastStartRule.Decide(MaximumOn, DateOnly.Parse(start, null), AssignedOn);

        Assert.Equal((expected, new DateOnly(2023, 8, 28)), (outcome.InTime, outcome.LastPossibleStart.Value));
        Assert.Equal(expected == Outcome.NotMet ? LastStartRule.StartsTooLate : null, outcome.Reason);
        Assert.Equal((Certainty.FromMemory, true), (outcome.Citation.Certainty, outcome.IsUnverified));
    }

    [Theory]
    [InlineData("2023-08-24", "2023-08-25")]
    [InlineData("2023-12-22", "2023-12-27")] // Friday before Christmas Eve on Sunday
    [InlineData("2024-03-28", "2024-04-02")] // Maundy Thursday
    [InlineData("2024-04-30", "2024-05-02")]
    public void Decide_WhenHolidaysFollowTheMaximum_StartsOnTheNextWorkingDay(string lastPaid, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), LastStartRule.Decide(Fact.Known(DateOnly.Parse(lastPaid, null)), AssignedOn, AssignedOn).LastPossibleStart.Value);

    [Fact]
    public void Decide_WhenTheMaximumIsUnknown_IsUnknownAndNamesIt()
    {
        Assert.All([Fact.Unknown<DateOnly>(), Fact.KnownNone<DateOnly>()], maximum =>
        {
            var outcome = LastStartRule.Decide(maximum, AssignedOn, AssignedOn);
            Assert.Equal((Outcome.Unknown, null), (outcome.InTime, outcome.Reason));
            Assert.Equal([FactNames.AllowanceMaximumReachedOn], outcome.MissingFacts);
        });
    }

    [Theory]
    [InlineData("2023-08-28", "2024-02-27")]
    [InlineData("2023-08-31", "2024-02-28")]
    [InlineData("2023-03-01", "2023-08-31")]
    [InlineData("2024-02-29", "2024-08-28")]
    public void From_WhenTheJobStarts_EndsSixMonthsLaterLessADay(string start, string last)
    {
        var period = ObligationPeriod.From(DateOnly.Parse(start, null));

        Assert.Equal((DateOnly.Parse(start, null), DateOnly.Parse(last, null)), (period.First, period.Last));
        Assert.False(period.IsUnverified);
    }

    [Fact]
    public void Decide_WhenADutyIsAssigned_DemandsHomeMunicipalityAndEligibleGroup()
    {
        var yes = Fact.Known(true);
        var no = Fact.Known(false);

        Assert.Equal(Outcome.Met, Assign(yes, yes).MayAssign);
        Assert.Equal([AssignmentRule.NotInEligibleGroup, AssignmentRule.NotHomeMunicipality], Assign(no, no).Reasons);
        Assert.Equal(Outcome.NotMet, Assign(default, no).MayAssign);
        Assert.Empty(Assign(default, no).MissingFacts);
        Assert.Equal([ObligationKindRule.InEligibleGroup, AssignmentRule.IsHomeMunicipality], Assign(default, default).MissingFacts);
        Assert.Throws<ArgumentOutOfRangeException>(() => ObligationKindRule.Decide(0, yes, AssignedOn));
        Assert.All(Enum.GetValues<ObligationKind>(), kind => Assert.Equal(Outcome.Met, ObligationKindRule.Decide(kind, yes, AssignedOn).Extends));

        static AssignmentOutcome Assign(Fact<bool> group, Fact<bool> home) => AssignmentRule.Decide(ObligationKind.Work, group, home, AssignedOn);
    }

    [Theory]
    [InlineData("2023-01-01", Certainty.Source, "2023-01-01")]
    [InlineData("2023-01-02", Certainty.Source, "2023-01-01")]
    [InlineData("2024-09-01", Certainty.Source, "2023-01-01")]
    [InlineData("2024-09-02", Certainty.Unsure, "2024-09-02")]
    [InlineData("2024-09-03", Certainty.Unsure, "2024-09-02")]
    [InlineData("2024-12-31", Certainty.Unsure, "2024-09-02")]
    [InlineData("2025-01-01", Certainty.Unsure, "2025-01-01")]
    [InlineData("2026-11-20", Certainty.Unsure, "2026-01-01")]
    public void Decide_WhenTheLawChanges_KeepsTheAnswerAndSaysFromWhenItIsUnverified(string asOf, Certainty certainty, string version)
    {
        var day = DateOnly.Parse(asOf, null);
        var assignment = AssignmentRule.Decide(ObligationKind.Work, Fact.Known(true), Fact.Known(true), day);

        Assert.Equal((Outcome.Met, certainty), (assignment.MayAssign, assignment.Citations[0].Certainty));
        Assert.Equal(certainty, ObligationPeriod.From(day).Citation.Certainty);
        Assert.Equal(certainty == Certainty.Unsure, ObligationKindRule.Decide(ObligationKind.Training, Fact.Known(true), day).IsUnverified);
        Assert.True(LastStartRule.Decide(MaximumOn, day, day).IsUnverified);
        Assert.Equal(version, AssignmentRule.Rule.On(day).Name);
    }

    [Fact]
    public void Decide_WhenTheDateIsBefore2023_IsRefused()
    {
        DateOnly day = new(2022, 12, 31);

        Assert.Throws<OutsideFormalisedLawException>(() => AssignmentRule.Decide(ObligationKind.Work, default, default, day));
        Assert.Throws<OutsideFormalisedLawException>(() => LastStartRule.Decide(MaximumOn, day, day));
        Assert.Throws<OutsideFormalisedLawException>(() => ObligationPeriod.From(day));
    }

    [Fact]
    public void Decide_WhenAnyMaximumIsGiven_TheLastStartIsTheFirstWorkingDayAfterIt() =>
        Gen.Select(Gen.Int[0, 1400], Gen.Int[-10, 10]).Sample((days, offset) =>
        {
            var paid = new DateOnly(2023, 1, 1).AddDays(days);
            var outcome = LastStartRule.Decide(Fact.Known(paid), paid.AddDays(offset), paid);
            var last = outcome.LastPossibleStart.Value;

            Assert.True(last > paid && FinnishCalendar.IsWorkingDay(last));
            Assert.DoesNotContain(Enumerable.Range(1, last.DayNumber - paid.DayNumber - 1), n => FinnishCalendar.IsWorkingDay(paid.AddDays(n)));
            Assert.Equal(paid.AddDays(offset) <= last, outcome.InTime == Outcome.Met);
        });
}
