namespace Mesh.Statutes.Tests;

public sealed class CountsToAskTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);

    [Fact]
    public void For_WhenThePersonIsUnder25_AsksTheTwoReadingsOfTheWindowAndTheAllowanceSpell()
    {
        var ask = CountsToAsk.For(new() { BirthDate = People.Young }, AsOf);

        Assert.Equal(
            [
                (Benefit.LabourMarketSubsidy, new CountedWindow(new(2023, 6, 15), AsOf)),
                (Benefit.LabourMarketSubsidy, new CountedWindow(new(2023, 6, 1), new(2024, 5, 31))),
            ],
            ask.Counts);
        Assert.Equal([(Benefit.UnemploymentDailyAllowance, AsOf)], ask.Spells);
    }

    [Fact]
    public void For_WhenThePersonIs25OrOlder_AsksLifetimeAndDaysAfterTheAllowancePeriod()
    {
        ActivationPlanFacts facts = new() { BirthDate = People.Old, AllowancePeriodEndedOn = Fact.Known(new DateOnly(2023, 8, 31)) };
        var ask = CountsToAsk.For(facts, AsOf);

        Assert.Equal(
            [
                (Benefit.LabourMarketSubsidy, CountedWindow.UpTo(AsOf)),
                (Benefit.LabourMarketSubsidy, new CountedWindow(new(2023, 9, 1), AsOf)),
            ],
            ask.Counts);
        Assert.Empty(ask.Spells);
    }

    [Fact]
    public void For_WhenTheRulesHaveEnded_AsksNothing()
    {
        var ask = CountsToAsk.For(new() { BirthDate = People.Old }, new(2026, 1, 1));

        Assert.Empty(ask.Counts);
        Assert.Empty(ask.Spells);
    }

    [Fact]
    public void For_WhenEveryServiceIsCompared_AsksWhatTheTargetGroupCountsToo()
    {
        var ask = CountsToAsk.ForComparison(new() { BirthDate = People.Young }, AsOf);

        Assert.Equal(
            [
                (Benefit.LabourMarketSubsidy, new CountedWindow(new(2023, 6, 15), AsOf)),
                (Benefit.LabourMarketSubsidy, new CountedWindow(new(2023, 6, 1), new(2024, 5, 31))),
                (Benefit.LabourMarketSubsidy, CountedWindow.UpTo(AsOf)),
            ],
            ask.Counts);
        Assert.Equal([(Benefit.UnemploymentDailyAllowance, AsOf)], ask.Spells);

        // From 2025 the target group is not told by days: nobody asks for them on its account.
        Assert.DoesNotContain((Benefit.LabourMarketSubsidy, CountedWindow.UpTo(new(2025, 6, 14))), CountsToAsk.ForComparison(new() { BirthDate = People.Young }, new(2025, 6, 14)).Counts);
    }
}
