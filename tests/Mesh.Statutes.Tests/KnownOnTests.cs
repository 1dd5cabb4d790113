using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>GEN-KNOW-1: as of a date, and as known on a date.</summary>
public sealed class KnownOnTests
{
    private static readonly DateOnly Monday = new(2024, 3, 4);
    private static readonly DateOnly Epoch = new(2022, 1, 1);

    // SC1 with its days told at the end of each month, and one day taken back later.
    private static readonly RecordedFacts Aino = new()
    {
        BirthDate = People.AinoBorn,
        BenefitDays = RecordedDays.Read(People.Weekdays(People.AinoPaidFrom, new(2023, 11, 30)).Select(day => new RecordedDay(
            day, Benefit.LabourMarketSubsidy, day, day == new DateOnly(2023, 3, 6) ? new DateOnly(2024, 1, 15) : null))).Value,
        EmploymentPlanMadeOn = FactHistory.Of(new(2023, 9, 18), Fact.Known(People.AinoPlanOn)),
    };

    [Theory]
    [InlineData("2023-11-10", Outcome.Met)]
    [InlineData("2024-01-14", Outcome.Met)]
    [InlineData("2024-01-15", Outcome.NotMet)]
    [InlineData("2023-11-09", Outcome.NotMet)]
    [InlineData("2023-09-17", Outcome.NotMet)]
    public void Evaluate_WhenADayIsTakenBackLater_AnswersByWhatWasKnown(string knownOn, Outcome expected)
    {
        var known = DateOnly.Parse(knownOn, null);
        var outcome = ActivationPlanEligibility.Evaluate(Aino, new(2023, 11, 10), known);

        Assert.Equal((expected, known), (outcome.Rule("AKT-ELIG-U25-1").Statute.Outcome, outcome.KnownOn));
    }

    [Fact]
    public void Evaluate_WhenThePlanWasNotKnownYet_IsUnknownNotNo()
    {
        var facts = Aino with { EmploymentPlanMadeOn = FactHistory.Of(new(2023, 11, 20), Fact.Known(People.AinoPlanOn)) };
        var before = ActivationPlanEligibility.Evaluate(facts, new(2023, 11, 10), new(2023, 11, 19)).Rule("AKT-ELIG-U25-1").Statute;

        Assert.Equal((Outcome.Unknown, FactNames.EmploymentPlanMadeOn), (before.Outcome, Assert.Single(before.MissingFacts)));
        Assert.Equal(Outcome.Met, ActivationPlanEligibility.Evaluate(facts, new(2023, 11, 10), new(2023, 11, 20)).Rule("AKT-ELIG-U25-1").Statute.Outcome);
    }

    [Fact]
    public void TargetGroup_WhenAskedAsKnown_LeavesOutWhatBecameKnownLater()
    {
        RecordedFacts facts = new()
        {
            BirthDate = People.Young,
            ContinuouslyUnemployedSince = FactHistory.Of((new(2023, 8, 1), Fact.KnownNone<DateOnly>()), (new(2023, 9, 1), Fact.Known(new DateOnly(2023, 1, 15)))),
        };

        Assert.Equal(
            [Outcome.Unknown, Outcome.NotMet, Outcome.NotMet, Outcome.Met],
            new DateOnly[] { new(2023, 7, 31), new(2023, 8, 1), new(2023, 8, 31), new(2023, 9, 1) }
                .Select(known => TargetGroup.Evaluate(facts, new(2023, 7, 15), known).Rule("TYP-TG-2").Statute.Outcome));
    }

    [Fact]
    public void AsKnownOn_WhenTwoWereToldOnOneDay_TakesTheLaterTold()
    {
        var history = FactHistory.Of((Monday, Fact.Known(1)), (Monday.AddDays(1), Fact.Known(3)), (Monday, Fact.Known(2)));

        Assert.Equal([default, Fact.Known(2), Fact.Known(3)], new[] { -1, 0, 9 }.Select(n => history.AsKnownOn(Monday.AddDays(n))));
        Assert.Equal(FactState.Unknown, default(FactHistory<int>).AsKnownOn(Monday).State);
    }

    [Fact]
    public void Read_WhenRecordsOfADayAreKnownAtOnce_RefusesEveryOne()
    {
        var reading = RecordedDays.Read(
        [
            new(Monday, Benefit.LabourMarketSubsidy, Monday),
            new(Monday, Benefit.LabourMarketSubsidy, Monday.AddDays(2), Monday.AddDays(3)),
            new(Monday, Benefit.UnemploymentDailyAllowance, Monday.AddDays(5)),
            new(Monday.AddDays(1), Benefit.LabourMarketSubsidy, Monday.AddDays(2), Monday.AddDays(2)),
            new(Monday.AddDays(2), 0, Monday.AddDays(2)),
        ]);

        Assert.Equal(
            [(PaidDays.DayPaidTwice, Monday), (PaidDays.DayPaidTwice, Monday), (RecordedDays.TakenBackBeforeKnown, Monday.AddDays(1)), (PaidDays.UnknownBenefit, Monday.AddDays(2))],
            reading.Violations.Select(v => (v.Code, v.Day!.Value)));
    }

    [Fact]
    public void AsKnownOn_WhenADayIsRecordedAnew_CountsItOnceWhileItStands()
    {
        var days = RecordedDays.Read(
        [
            new(Monday, Benefit.LabourMarketSubsidy, Monday, Monday.AddDays(2)),
            new(Monday, Benefit.UnemploymentDailyAllowance, Monday.AddDays(2)),
        ]).Value;

        Assert.Equal(
            [(0, 0), (1, 0), (1, 0), (0, 1)],
            new[] { -1, 0, 1, 2 }.Select(n => days.AsKnownOn(Monday.AddDays(n))).Select(known => (
                known.Count(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(Monday)).Value,
                known.Count(Benefit.UnemploymentDailyAllowance, CountedWindow.UpTo(Monday)).Value)));
        Assert.DoesNotContain("2024", new RecordedDay(Monday, Benefit.LabourMarketSubsidy, Monday).ToString(), StringComparison.Ordinal);
    }

    // What becomes known after a date never changes what was known on it.
    [Fact]
    public void AsKnownOn_WhenLaterRecordsAreAdded_IsUnchanged() =>
        Gen.Select(Gen.Int[0, 60].Array[0, 40], Gen.Int[0, 60].Array[0, 40], Gen.Int[0, 60]).Sample((known, later, asOf) =>
        {
            var knownOn = Epoch.AddDays(100);
            RecordedDay[] before = [.. known.Distinct().Select(n => new RecordedDay(Epoch.AddDays(n), Benefit.LabourMarketSubsidy, knownOn))];
            RecordedDay[] after =
            [
                .. before.Select(day => later.Contains(day.Day.DayNumber - Epoch.DayNumber) ? day with { KnownTo = knownOn.AddDays(1) } : day),
                .. later.Distinct().Select(n => new RecordedDay(Epoch.AddDays(n), Benefit.LabourMarketSubsidy, knownOn.AddDays(1))),
            ];
            var window = CountedWindow.UpTo(Epoch.AddDays(asOf));
            Assert.Equal(
                RecordedDays.Read(before).Value.AsKnownOn(knownOn).Count(Benefit.LabourMarketSubsidy, window),
                RecordedDays.Read(after).Value.AsKnownOn(knownOn).Count(Benefit.LabourMarketSubsidy, window));
        });
}
