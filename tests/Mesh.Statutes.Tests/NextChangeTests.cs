using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>When an answer will be another, if nothing happens but time.</summary>
public sealed class NextChangeTests
{
    private static readonly DateOnly Friday = new(2023, 11, 10);

    // SC1: the 180th day is Friday 10.11.2023, the 181st the Monday after; REPORT turns on it.
    [Fact]
    public void Find_WhenSubsidyGoesOn_NamesTheDayOfTheNextPaidDay()
    {
        var days = PaidDays.Read(Weekdays(new(2023, 3, 6), Friday).Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy))).Value;
        ActivationPlanFacts facts = Facts(new(2001, 5, 14), days);

        var change = Next(facts, Friday, new(2026, 1, 1));

        Assert.Equal((new DateOnly(2023, 11, 13), "AKT-ELIG-U25-1"), (change!.On, Assert.Single(change.RuleIds)));
    }

    [Fact]
    public void Find_WhenTheAgeLimitComesFirst_NamesTheBirthday()
    {
        var days = PaidDays.Read(Weekdays(new(2023, 1, 2), Friday).Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy))).Value;
        ActivationPlanFacts facts = Facts(new(1998, 12, 24), days);

        Assert.Equal(new DateOnly(2023, 12, 24), Next(facts, Friday, new(2024, 1, 1))!.On);
    }

    // From 1.12. the last twelve ended months hold November too: the other reading of the window (A2) turns.
    [Fact]
    public void Find_WhenOnlyTheReadingByEndedMonthsTurns_NamesTheFirstOfTheMonth()
    {
        DateOnly asOf = new(2023, 11, 20);
        var days = PaidDays.Read(Weekdays(new(2023, 3, 6), asOf).Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy))).Value;

        Assert.Equal(new DateOnly(2023, 12, 1), Next(Facts(new(2001, 5, 14), days), asOf, new(2026, 1, 1))!.On);
    }

    [Fact]
    public void Find_WhenAnEraEndsTheRule_NamesItsFirstDay()
    {
        var days = PaidDays.Read(Weekdays(new(2021, 1, 4), Friday).Select(day => new PaidDay(day, Benefit.LabourMarketSubsidy))).Value;
        ActivationPlanFacts facts = Facts(new(1990, 1, 1), days);

        var change = Next(facts, Friday, new(2027, 1, 1));

        Assert.Equal((Era.E4.From, "AKT-ELIG-O25-1"), (change!.On, Assert.Single(change.RuleIds)));
    }

    [Fact]
    public void Find_WhenNothingChangesInTime_IsNull()
    {
        ActivationPlanFacts facts = Facts(new(1990, 1, 1), PaidDays.None);

        Assert.Null(NextChange.Find(day => ActivationPlanEligibility.Evaluate(facts, day).Rules, facts.BirthDate, Friday, new(2024, 12, 31)));
    }

    [Fact]
    public void Find_WhenSearchedForAnybody_IsTheFirstDayThatASearchDayByDayFinds() => People.Sample(facts =>
    {
        DateOnly asOf = new(2023, 6, 1);
        DateOnly through = new(2026, 3, 1);
        var known = Outcomes(facts, asOf);
        DateOnly? expected = null;
        for (var day = asOf.AddDays(1); day <= through && expected is null; day = day.AddDays(1))
        {
            expected = Outcomes(facts, day).SequenceEqual(known) ? null : day;
        }

        return NextChange.Find(day => ActivationPlanEligibility.Evaluate(facts, day).Rules, facts.BirthDate, asOf, through)?.On == expected;
    }, iter: 300);

    private static readonly Gen<DateOnly> AnyDay = Gen.Int[0, 900].Select(offset => new DateOnly(2021, 1, 1).AddDays(offset));

    private static readonly Gen<ActivationPlanFacts> People =
        from birth in Gen.Int[0, 3000].Select(offset => new DateOnly(1995, 1, 1).AddDays(offset))
        from start in AnyDay
        from length in Gen.Int[0, 600]
        from goesOn in Gen.Bool
        from benefit in Gen.Bool.Select(subsidy => subsidy ? Benefit.LabourMarketSubsidy : Benefit.UnemploymentDailyAllowance)
        from months in Gen.Int[0, 12]
        from monthsGoOn in Gen.Bool
        from plan in AnyDay
        from ended in AnyDay
        select Person(birth, start, length, goesOn, benefit, months, monthsGoOn, plan, ended);

    private static ActivationPlanFacts Person(
        DateOnly birth, DateOnly start, int length, bool goesOn, Benefit benefit, int months, bool monthsGoOn, DateOnly plan, DateOnly ended)
    {
        DateOnly asOf = new(2023, 6, 1);
        DateOnly through = new(2026, 3, 1);
        var last = start.AddDays(length) is var end && end < asOf ? end : asOf;
        var days = PaidDays.Read(Weekdays(start, last).Select(day => new PaidDay(day, benefit))).Value;
        var assistance = AssistanceMonths.LastEnded(months, asOf);
        return new()
        {
            BirthDate = birth,
            BenefitDays = goesOn ? days.GoingOn(benefit, asOf, through) : days,
            AllowanceMaximumReachedOn = Fact.Known(ended),
            AllowancePeriodEndedOn = Fact.Known(ended),
            SocialAssistanceMonths = Fact.Known(monthsGoOn ? assistance.GoingOn(asOf, through) : assistance),
            SocialAssistanceIsMainLivelihood = Fact.Known(true),
            EmploymentPlanMadeOn = Fact.Known(plan.AddDays(700)),
            InterviewHeldOn = Fact.Known(plan.AddDays(600)),
        };
    }

    private static ActivationPlanFacts Facts(DateOnly birth, PaidDays days) => new()
    {
        BirthDate = birth,
        BenefitDays = days,
        AllowanceMaximumReachedOn = Fact.KnownNone<DateOnly>(),
        AllowancePeriodEndedOn = Fact.KnownNone<DateOnly>(),
        SocialAssistanceMonths = Fact.KnownNone<AssistanceMonths>(),
        SocialAssistanceIsMainLivelihood = Fact.KnownNone<bool>(),
        EmploymentPlanMadeOn = Fact.Known(new DateOnly(2023, 9, 15)),
        InterviewHeldOn = Fact.KnownNone<DateOnly>(),
    };

    private static NextChange? Next(ActivationPlanFacts facts, DateOnly asOf, DateOnly through)
    {
        var going = facts with { BenefitDays = ((PaidDays)facts.BenefitDays).GoingOn(Benefit.LabourMarketSubsidy, asOf, through) };
        return NextChange.Find(day => ActivationPlanEligibility.Evaluate(going, day).Rules, facts.BirthDate, asOf, through);
    }

    private static IEnumerable<DateOnly> Weekdays(DateOnly from, DateOnly through)
    {
        for (var day = FinnishCalendar.NextWeekday(from.AddDays(-1)); day <= through; day = FinnishCalendar.NextWeekday(day))
        {
            yield return day;
        }
    }

    private static List<(Outcome, Outcome, Outcome?)> Outcomes(ActivationPlanFacts facts, DateOnly day) =>
    [
        .. ActivationPlanEligibility.Evaluate(facts, day).Rules
            .Select(rule => (rule.Statute.Outcome, rule.Report.Outcome, rule.StatuteByCalendarMonths?.Outcome)),
    ];
}
