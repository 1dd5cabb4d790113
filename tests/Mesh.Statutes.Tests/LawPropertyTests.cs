using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class LawPropertyTests
{
    private static readonly DateOnly Epoch = new(2022, 1, 1);
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 1800].Select(Epoch.AddDays);
    private static readonly Gen<DateOnly> LegalDay = Gen.Int[365, 1800].Select(Epoch.AddDays);

    // Runs of paid days with gaps, dense enough to land on both sides of 180 and 500.
    private static readonly Gen<DateOnly[]> Paid = Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 1000], Gen.Int[5, 40])
        .Select((start, length, gap) => Enumerable.Range(start, length).Where(n => n % gap != 0).Select(Epoch.AddDays).ToArray());

    [Fact]
    public void Evaluate_WhenAPaidDayIsAdded_NeverUnmeetsACountRule() =>
        Gen.Select(Paid, Day, LegalDay, Gen.Bool).Sample((paid, extra, asOf, young) =>
        {
            if (paid.Contains(extra))
            {
                return;
            }

            var before = Met(paid, asOf, young);
            var after = Met([.. paid, extra], asOf, young);
            Assert.Subset(after, before);
        });

    [Fact]
    public void Evaluate_WhenCountsAreDisclosedInsteadOfDays_DecidesTheSame() =>
        Gen.Select(Paid, LegalDay, Gen.Bool).Sample((paid, asOf, young) =>
        {
            var facts = Facts(paid, young);
            var ask = CountsToAsk.For(facts, asOf);
            DisclosedCounts counts = new(
                ask.Counts.Select(q => new DisclosedCount(q.Benefit, q.Window, facts.BenefitDays.Count(q.Benefit, q.Window).Value)),
                ask.Spells.Select(q => new DisclosedSpell(q.Benefit, q.AsOf, facts.BenefitDays.LongestUnbrokenMonths(q.Benefit, q.AsOf).Value)));
            var byDays = ActivationPlanEligibility.Evaluate(facts, asOf);
            var byCounts = ActivationPlanEligibility.Evaluate(facts with { BenefitDays = counts }, asOf);

            Assert.Equal(byDays.Rules.Select(r => (r.Statute.Outcome, r.Report.Outcome)), byCounts.Rules.Select(r => (r.Statute.Outcome, r.Report.Outcome)));
            Assert.Equal(byDays.BoundaryDiscrepancy, byCounts.BoundaryDiscrepancy);
        });

    [Fact]
    public void Count_WhenAnyWindowIsAsked_AgreesWithCountingOneByOne() =>
        Gen.Select(Paid, Day, Day).Sample((paid, first, last) => Assert.Equal(
            paid.Count(d => d >= first && d <= last),
            People.Subsidy(paid).Count(Benefit.LabourMarketSubsidy, new(first, last)).Value));

    // Spells by walking every day: the longest run of weekdays paid, with the weekends it runs over.
    [Fact]
    public void LongestUnbrokenMonths_WhenAnyDayIsAsked_AgreesWithWalking() =>
        Gen.Select(Paid, Paid, Day).Sample((one, other, asOf) =>
        {
            HashSet<DateOnly> paid = [.. one, .. other];
            var longest = 0;
            DateOnly? start = null;
            for (var day = Epoch; day <= asOf; day = day.AddDays(1))
            {
                var isWeekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
                start = paid.Contains(day) ? start ?? day : isWeekday ? null : start;
                longest = start is { } began ? Math.Max(longest, CivilTime.WholeMonthsBetween(began, day)) : longest;
            }

            Assert.Equal(longest, People.Allowance(paid).LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, asOf).Value);
        });

    [Fact]
    public void LastPaid_WhenAnyDayIsAsked_IsTheLastOnOrBeforeIt() =>
        Gen.Select(Paid, Day).Sample((paid, asOf) => Assert.Equal(
            paid.Where(d => d <= asOf).Select(d => (DateOnly?)d).LastOrDefault(),
            People.Subsidy(paid.OrderDescending()).LastPaid(Benefit.LabourMarketSubsidy, asOf)));

    [Fact]
    public void LongestUnbrokenMonths_WhenADayIsAdded_NeverShrinks() =>
        Gen.Select(Paid, Day, Day).Where((paid, extra, _) => !paid.Contains(extra)).Sample((paid, extra, asOf) =>
        {
            var before = People.Allowance(paid).LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, asOf).Value;
            var after = People.Allowance([.. paid, extra]).LongestUnbrokenMonths(Benefit.UnemploymentDailyAllowance, asOf).Value;
            Assert.True(after >= before);
        });

    [Fact]
    public void AddMonths_WhenDaysOrMonthsGrow_IsMonotone() =>
        Gen.Select(Day, Gen.Int[0, 400], Gen.Int[-30, 30], Gen.Int[0, 30]).Sample((day, later, months, more) =>
        {
            Assert.True(CivilTime.AddMonths(day, months) <= CivilTime.AddMonths(day.AddDays(later), months));
            Assert.True(CivilTime.AddMonths(day, months) <= CivilTime.AddMonths(day, months + more));
        });

    [Fact]
    public void WholeMonthsBetween_WhenDaysAreGiven_IsTheLargestThatFits() =>
        Gen.Select(Day, Day).Sample((from, to) =>
        {
            var months = CivilTime.WholeMonthsBetween(from, to);
            Assert.True(CivilTime.AddMonths(from, months) <= to);
            Assert.True(CivilTime.AddMonths(from, months + 1) > to);
        });

    [Fact]
    public void DaysOverdue_WhenAnyDayIsAsked_IsPositiveOnlyAfterTheLastLawfulDate() =>
        Gen.Select(LegalDay, Day).Sample((from, today) =>
        {
            var review = ReviewSchedule.After(from);
            Assert.True(review.LastLawfulDate >= review.DueDate);
            Assert.True(FinnishCalendar.IsWorkingDay(review.LastLawfulDate));
            Assert.DoesNotContain(
                Enumerable.Range(0, review.LastLawfulDate.DayNumber - review.DueDate.DayNumber),
                n => FinnishCalendar.IsWorkingDay(review.DueDate.AddDays(n)));
            Assert.Equal(today > review.LastLawfulDate, review.IsOverdue(today));
            Assert.Equal(today > review.LastLawfulDate, review.DaysOverdue(today) > 0);
        });

    [Fact]
    public void Evaluate_WhenReportIsMetByACount_StatuteIsMetToo() =>
        Gen.Select(Paid, LegalDay, Gen.Bool).Sample((paid, asOf, young) =>
        {
            foreach (var rule in ActivationPlanEligibility.Evaluate(Facts(paid, young), asOf).Rules)
            {
                Assert.True(rule.Report.Outcome != Outcome.Met || rule.Statute.Outcome == Outcome.Met);
                Assert.All([rule.Statute, rule.Report], o => Assert.Equal(Outcomes.All([.. o.Criteria.Select(c => c.Outcome)]), o.Outcome));
            }
        });

    private static HashSet<(string, Profile)> Met(DateOnly[] paid, DateOnly asOf, bool young) =>
    [
        .. ActivationPlanEligibility.Evaluate(Facts(paid, young), asOf).Rules
            .SelectMany(r => new[] { r.Statute, r.Report })
            .Where(o => o.Outcome == Outcome.Met)
            .Select(o => (o.RuleId, o.Profile)),
    ];

    private static ActivationPlanFacts Facts(DateOnly[] paid, bool young) => new()
    {
        BirthDate = young ? People.Young : People.Old,
        BenefitDays = People.Subsidy(paid),
        AllowanceMaximumReachedOn = Fact.KnownNone<DateOnly>(),
        AllowancePeriodEndedOn = Fact.Known(new DateOnly(2022, 6, 30)),
        SocialAssistanceMonths = Fact.KnownNone<AssistanceMonths>(),
        SocialAssistanceIsMainLivelihood = Fact.KnownNone<bool>(),
        EmploymentPlanMadeOn = Fact.Known(new DateOnly(2022, 12, 1)),
        InterviewHeldOn = Fact.KnownNone<DateOnly>(),
    };
}
