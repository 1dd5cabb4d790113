using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>When anything that is compared will be another, if nothing happens but time.</summary>
public sealed class ComparisonNextChangeTests
{
    private static readonly DateOnly Friday = new(2023, 11, 10);

    // From any day on, the first day on which a search day by day finds another outcome, or a review due or overdue.
    [Fact]
    public void NextChangeOf_WhenSearchedForAnybody_IsTheFirstDayThatASearchDayByDayFinds() =>
        Gen.Select(Clients.Any, Gen.Int[0, 800]).Sample((facts, offset) => AssertFirst(facts, new DateOnly(2023, 1, 1).AddDays(offset)), iter: 150);

    // Months of unemployment are lost again when it has ended, by days of the window: the one number that falls by itself.
    [Fact]
    public void NextChangeOf_WhenUnemploymentHasEnded_IsTheFirstDayOnWhichItsMonthsAreTooFew() =>
        Gen.Select(Gen.Int[650, 1000], Gen.Int[0, 60], Gen.Int[0, 200], Gen.Int[0, 100]).Sample((length, gap, second, offset) =>
        {
            var first = new DateOnly(2021, 1, 1);
            var last = first.AddDays(length + gap + second);
            ClientFacts facts = new()
            {
                BirthDate = new(1960, 1, 1),
                UnemploymentSpells = Fact.Known(UnemploymentSpells.Read([new(first, first.AddDays(length)), new(first.AddDays(length + gap + 2), last.AddDays(2))]).Value),
                JobStartsOn = Fact.Known(new DateOnly(2030, 1, 1)),
                JobEndsOn = Fact.KnownNone<DateOnly>(),
                HoursAWeek = Fact.Known(30),
            };
            DateOnly reform = new(2023, 7, 1);
            AssertFirst(facts, (last > reform ? last : reform).AddDays(offset));
        }, iter: 100);

    // The joint service's rules have no calendar months to stop at: only the era's own day tells that their act was replaced.
    [Fact]
    public void Find_WhenAnActIsReplaced_NamesTheFirstDayOfTheEra()
    {
        TargetGroupFacts facts = new() { BirthDate = People.Old, BenefitDays = People.SubsidyEnding(Friday, 400), ContinuouslyUnemployedSince = Fact.KnownNone<DateOnly>() };

        var change = NextChange.Find(day => TargetGroup.Evaluate(facts, day).Rules, facts.BirthDate, Friday, new(2026, 1, 1));

        Assert.Equal((Era.E3.From, "TYP-TG-1,TYP-TG-2,TYP-TG-3"), (change!.On, Text(change.RuleIds)));
    }

    [Fact]
    public void Find_WhenUnemploymentGoesOn_NamesTheDayOfTheFullMonths()
    {
        TargetGroupFacts facts = new() { BirthDate = People.Old, BenefitDays = PaidDays.None, ContinuouslyUnemployedSince = Fact.Known(new DateOnly(2023, 8, 31)) };

        var change = NextChange.Find(day => TargetGroup.Evaluate(facts, day).Rules, facts.BirthDate, Friday, new(2026, 1, 1));

        Assert.Equal((new DateOnly(2024, 8, 31), "TYP-TG-3"), (change!.On, Text(change.RuleIds)));
    }

    [Theory]
    [InlineData("2024-05-31", "2024-06-01")]
    [InlineData("2024-06-01", "2024-06-04")]
    [InlineData("2024-06-03", "2024-06-04")]
    public void NextChangeOf_WhenAReviewFallsDue_NamesItsDueDateAndTheDayAfterTheLastLawfulOne(string asOf, string expected)
    {
        ClientFacts facts = new() { BirthDate = People.Old, ActivationPlanReviewedOn = Fact.Known(new DateOnly(2024, 3, 1)) };

        var change = CriteriaComparison.NextChangeOf(facts, DateOnly.Parse(asOf, null), new(2024, 12, 31));

        Assert.Equal((DateOnly.Parse(expected, null), "AKT-REV-1"), (change!.On, Text(change.RuleIds)));
    }

    // A labour authority has counts, not days: those without a window, and those after an event, can still be foretold.
    [Fact]
    public void NextChangeOf_WhenOnlyCountsWereDisclosed_ForetellsWhatTheyTell()
    {
        ClientFacts facts = new()
        {
            BirthDate = People.Old,
            BenefitDays = new DisclosedCounts([new(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(Friday), 498)], []),
            BenefitPaid = Fact.Known(Benefit.LabourMarketSubsidy),
            EmploymentPlanMadeOn = People.PlanLongAgo,
        };

        Assert.Equal((new DateOnly(2023, 11, 14), "AKT-ELIG-O25-1"), Next(facts));
        Assert.Equal((new DateOnly(2023, 11, 15), "AKT-ELIG-O25-1"), Next(facts with { BenefitDays = new DisclosedCounts([new(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(Friday), 497)], []) }));

        static (DateOnly, string?) Next(ClientFacts facts) =>
            CriteriaComparison.NextChangeOf(facts, Friday, new(2024, 12, 31)) is { } change ? (change.On, Text(change.RuleIds)) : default;
    }

    [Fact]
    public void NextChangeOf_WhenARollingWindowIsNotKnownAnyMore_NamesTheBirthdayNotTheLossOfKnowledge()
    {
        DisclosedCounts counts = new(
        [
            new(Benefit.LabourMarketSubsidy, CountedWindow.Of(WindowReading.Rolling, Friday, 12), 100),
            new(Benefit.LabourMarketSubsidy, CountedWindow.Of(WindowReading.EndedCalendarMonths, Friday, 12), 100),
            new(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(Friday), 100),
        ],
        []);
        ClientFacts facts = new()
        {
            BirthDate = new(1998, 12, 24),
            BenefitDays = counts,
            BenefitPaid = Fact.Known(Benefit.LabourMarketSubsidy),
            AllowancePeriodEndedOn = Fact.KnownNone<DateOnly>(),
            AllowanceMaximumReachedOn = Fact.KnownNone<DateOnly>(),
            SocialAssistanceMonths = Fact.KnownNone<AssistanceMonths>(),
            SocialAssistanceIsMainLivelihood = Fact.KnownNone<bool>(),
            EmploymentPlanMadeOn = People.PlanLongAgo,
            ContinuouslyUnemployedSince = Fact.KnownNone<DateOnly>(),
        };

        Assert.Equal(new DateOnly(2023, 12, 24), CriteriaComparison.NextChangeOf(facts, Friday, new(2024, 12, 31))!.On);
    }

    private static void AssertFirst(ClientFacts facts, DateOnly asOf)
    {
        var through = asOf.AddDays(400);
        var going = facts.GoingOn(asOf, through);
        var known = CriteriaComparison.Evaluate(facts, asOf);
        (DateOnly On, string[] RuleIds)? expected = null;
        for (var day = asOf.AddDays(1); day <= through && expected is null; day = day.AddDays(1))
        {
            var changed = Changed(known, CriteriaComparison.Evaluate(going, day));
            expected = changed.Length > 0 ? (day, changed) : null;
        }

        var found = CriteriaComparison.NextChangeOf(facts, asOf, through);
        Assert.Equal((expected?.On, Text(expected?.RuleIds)), (found?.On, Text(found?.RuleIds)));
    }

    private static string[] Changed(ComparisonOutcome known, ComparisonOutcome later) =>
    [
        .. known.Rules.Zip(later.Rules)
            .Where(pair => pair.First.Statute.Outcome != pair.Second.Statute.Outcome || pair.First.Report.Outcome != pair.Second.Report.Outcome
                || pair.First.StatuteByCalendarMonths?.Outcome != pair.Second.StatuteByCalendarMonths?.Outcome)
            .Select(pair => pair.First.RuleId)
            .Concat(known.Reviews.Zip(later.Reviews).Where(pair => pair.First.State != pair.Second.State).Select(pair => pair.First.RuleId))
            .Distinct(),
    ];

    private static string? Text(IEnumerable<string>? ids) => ids is null ? null : string.Join(',', ids.Order(StringComparer.Ordinal));
}
