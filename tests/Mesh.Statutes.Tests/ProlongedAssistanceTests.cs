namespace Mesh.Statutes.Tests;

public sealed class ProlongedAssistanceTests
{
    private static readonly DateOnly Autumn = new(2023, 11, 1);

    [Theory]
    [InlineData("2024-02-28", 3, Outcome.NotMet)]
    [InlineData("2024-02-29", 3, Outcome.NotMet)]
    [InlineData("2024-03-01", 4, Outcome.Met)]
    [InlineData("2024-03-02", 4, Outcome.Met)]
    public void Evaluate_WhenTheFourthMonthOfAYoungPersonIsALeapFebruary_CountsItFromTheFirstOfMarch(string asOf, int months, Outcome reached)
    {
        var outcome = ProlongedAssistance.Evaluate(People.Months(Autumn, 4), People.Young, DateOnly.Parse(asOf, null));

        Assert.Equal((reached, months, 4), (outcome.Reached, outcome.EndedInARow, outcome.Required));
        Assert.Equal((ProlongedAssistance.Under25, Autumn), (outcome.ThresholdCode, outcome.RunBegan));
    }

    [Theory]
    [InlineData("2023-02-28", 3, Outcome.NotMet)]
    [InlineData("2023-03-01", 4, Outcome.Met)]
    [InlineData("2023-03-02", 4, Outcome.Met)]
    public void Evaluate_WhenTheFourthMonthIsACommonFebruary_CountsItFromTheFirstOfMarch(string asOf, int months, Outcome reached)
    {
        var outcome = ProlongedAssistance.Evaluate(People.Months(new(2022, 11, 1), 4), People.Young, DateOnly.Parse(asOf, null));

        Assert.Equal((reached, months), (outcome.Reached, outcome.EndedInARow));
    }

    [Theory]
    [InlineData("1999-03-15", "2024-03-14", ProlongedAssistance.Under25, 4)]
    [InlineData("1999-03-15", "2024-03-15", ProlongedAssistance.From25, 12)]
    [InlineData("1999-03-15", "2024-03-16", ProlongedAssistance.From25, 12)]
    [InlineData("2000-02-29", "2025-02-27", ProlongedAssistance.Under25, 4)]
    [InlineData("2000-02-29", "2025-02-28", ProlongedAssistance.From25, 12)]
    [InlineData("2000-02-29", "2025-03-01", ProlongedAssistance.From25, 12)]
    [InlineData("1999-12-31", "2024-12-30", ProlongedAssistance.Under25, 4)]
    [InlineData("1999-12-31", "2024-12-31", ProlongedAssistance.From25, 12)]
    [InlineData("1999-12-31", "2025-01-01", ProlongedAssistance.From25, 12)]
    public void Evaluate_WhenThePersonTurns25_AsksForTwelveMonthsFromTheBirthday(string born, string asOf, string threshold, int required)
    {
        var day = DateOnly.Parse(asOf, null);
        var outcome = ProlongedAssistance.Evaluate(AssistanceMonths.LastEnded(11, day), DateOnly.Parse(born, null), day);

        Assert.Equal((threshold, required), (outcome.ThresholdCode, outcome.Required));
        Assert.Equal(required == 4 ? Outcome.Met : Outcome.NotMet, outcome.Reached);
    }

    // AKT-MAIN-INCOME: the caller leaves out a month that was not, or not known to be, the main livelihood.
    [Fact]
    public void Evaluate_WhenAMonthIsLeftOut_BeginsTheRunAnew()
    {
        var months = AssistanceMonths.Read([new(2023, 8, 1), new(2023, 9, 1), new(2023, 11, 1), new(2023, 12, 1), new(2024, 1, 1), new(2024, 2, 1)]).Value;

        Assert.Equal((2, new DateOnly(2023, 8, 1)), RunOn(new(2023, 10, 31)));
        Assert.Equal((0, (DateOnly?)null), RunOn(new(2023, 11, 1)));
        Assert.Equal((4, new DateOnly(2023, 11, 1)), RunOn(new(2024, 3, 1)));
        Assert.Equal((0, (DateOnly?)null), RunOn(new(2024, 4, 1)));

        (int, DateOnly?) RunOn(DateOnly asOf)
        {
            var outcome = ProlongedAssistance.Evaluate(months, People.Young, asOf);
            return (outcome.EndedInARow, outcome.RunBegan);
        }
    }

    [Fact]
    public void Evaluate_WhenARunGoesOn_KeepsTheDayItBegan()
    {
        var months = People.Months(new(2022, 12, 1), 30);

        Assert.All(Enumerable.Range(0, 800).Select(n => new DateOnly(2023, 1, 1).AddDays(n)), asOf =>
            Assert.Equal(new DateOnly(2022, 12, 1), ProlongedAssistance.Evaluate(months, People.Old, asOf).RunBegan));
    }

    // A8: the notice comes exactly when the criterion of its months is met, in either profile.
    [Fact]
    public void Evaluate_WhenTheRulesAreAskedToo_AgreesWithTheirMonthsInBothProfiles()
    {
        var months = People.Months(new(2022, 6, 1), 24);
        for (DateOnly asOf = new(2023, 1, 1); asOf < new DateOnly(2024, 7, 1); asOf = asOf.AddDays(1))
        {
            foreach (var (born, ruleId) in new[] { (People.Young, "AKT-ELIG-U25-3"), (People.Old, "AKT-ELIG-O25-3") })
            {
                ActivationPlanFacts facts = new() { BirthDate = born, SocialAssistanceMonths = Fact.Known(months) };
                var reached = ProlongedAssistance.Evaluate(months, born, asOf).Reached;
                Assert.All(Enum.GetValues<Profile>(), p =>
                    Assert.Equal(facts.Assess(ruleId, asOf).Of(p).Criteria.Single(c => c.Name == CriterionNames.SocialAssistanceMonths).Outcome, reached));
            }
        }
    }

    [Fact]
    public void Evaluate_WhenAMonthEndedBeforeBirth_RefusesTheFacts()
    {
        var thrown = Assert.Throws<ContradictoryFactsException>(
            () => ProlongedAssistance.Evaluate(People.Months(new(2023, 1, 1), 4), new(2023, 2, 1), new(2023, 6, 1)));

        Assert.Equal([FactNames.SocialAssistanceMonths], thrown.Violations.Select(v => v.Fact));
        Assert.Equal(4, ProlongedAssistance.Evaluate(People.Months(new(2023, 1, 1), 4), new(2023, 1, 31), new(2023, 5, 1)).EndedInARow);
    }

    [Fact]
    public void ToString_WhenMonthsWereCounted_DoesNotTellThem() =>
        Assert.Equal("ASSISTANCE_MONTHS_UNDER_25 Met", ProlongedAssistance.Evaluate(People.Months(Autumn, 4), People.Young, new(2024, 3, 1)).ToString());
}
