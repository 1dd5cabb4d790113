using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>PAL-55-*, with the rows of SC6 on Leo.</summary>
public sealed class SeniorSupportTests
{
    private static readonly DateOnly Birthday = new(2023, 7, 3);

    private static readonly SeniorSupportFacts Leo = new()
    {
        BirthDate = new(1968, 7, 3),
        Unemployment = Spells((new(2021, 7, 3), null)),
        JobStartsOn = Fact.Known(Birthday),
        JobEndsOn = Fact.KnownNone<DateOnly>(),
        HoursAWeek = Fact.Known(30),
    };

    [Fact]
    public void Decide_WhenLeoTurns55WithTwentyFourMonths_IsGranted()
    {
        var outcome = SeniorSupport.Decide(Leo, Birthday);

        Assert.Equal(SeniorSupportVerdict.Granted, outcome.Verdict);
        Assert.Equal(new CountedWindow(new(2023, 7, 3), new(2024, 5, 2)), outcome.Period);
        Assert.Equal((70, 1770, false), (outcome.Rate!.Percent, outcome.Rate.CapEurosPerMonth, outcome.Rate.IsUpTo));
        Assert.Equal(Measure.Months(24), outcome.Criteria.Single(c => c.Name == CriterionNames.UnemploymentMonths).Actual.Value);
        Assert.Equal(new CountedWindow(new(2021, 3, 3), new(2023, 7, 2)), outcome.Criteria[1].Window);
        Assert.Equal(["PAL-55-1", "PAL-55-2", "PAL-55-2", "PAL-CAP"], outcome.Criteria.Select(c => c.RuleId));
        Assert.DoesNotContain(typeof(SeniorSupportOutcome).GetProperties(), p => p.Name.Contains("Discretion", StringComparison.Ordinal));
        Assert.False(DivisionOfWorkRule.Decide(Birthday).TellsSocialCare);
        Assert.False(outcome.IsUnverified);
    }

    [Fact]
    public void Decide_WhenUnemployedADayLess_HasTwentyThreeMonthsAndIsNotMet()
    {
        var outcome = SeniorSupport.Decide(Leo with { Unemployment = Spells((new(2021, 7, 4), null)) }, Birthday);

        Assert.Equal((SeniorSupportVerdict.NotMet, Measure.Months(23)), (outcome.Verdict, outcome.Criteria[1].Actual.Value));
        Assert.Null(outcome.Period);
        Assert.Null(outcome.Rate);
    }

    [Theory]
    [InlineData("2022-06-30", SeniorSupportVerdict.NotSupportedEra)]
    [InlineData("2023-06-30", SeniorSupportVerdict.NotSupportedEra)]
    [InlineData("2023-07-01", SeniorSupportVerdict.NotMet)]
    [InlineData("2023-07-02", SeniorSupportVerdict.NotMet)]
    [InlineData("2023-07-03", SeniorSupportVerdict.Granted)]
    [InlineData("2023-07-04", SeniorSupportVerdict.Granted)]
    public void Decide_WhenAskedAroundReformAndBirthday_AnswersEachDay(string grantedOn, SeniorSupportVerdict expected)
    {
        var day = DateOnly.Parse(grantedOn, null);
        var outcome = SeniorSupport.Decide(Leo with { JobStartsOn = Fact.Known(day), Unemployment = Spells((new(2020, 1, 1), null)) }, day);

        Assert.Equal(expected, outcome.Verdict);
    }

    [Theory]
    [InlineData(-1, SeniorSupportVerdict.NotMet)]
    [InlineData(0, SeniorSupportVerdict.Granted)]
    [InlineData(1, SeniorSupportVerdict.Granted)]
    public void Decide_WhenTheJobStartsAroundTheDecision_DemandsTheDecisionFirst(int jobAfter, SeniorSupportVerdict expected) =>
        Assert.Equal(expected, SeniorSupport.Decide(Leo with { JobStartsOn = Fact.Known(Birthday.AddDays(jobAfter)) }, Birthday).Verdict);

    [Theory]
    [InlineData(24, SeniorSupportVerdict.NotMet)]
    [InlineData(25, SeniorSupportVerdict.Granted)]
    [InlineData(26, SeniorSupportVerdict.Granted)]
    public void Decide_WhenHoursAreFewOrEnough_DemandsThem(int hours, SeniorSupportVerdict expected) =>
        Assert.Equal(expected, SeniorSupport.Decide(Leo with { HoursAWeek = Fact.Known(hours) }, Birthday).Verdict);

    [Theory]
    [InlineData("2024-05-01", "2024-05-01")]
    [InlineData("2024-05-02", "2024-05-02")]
    [InlineData("2024-05-03", "2024-05-02")]
    [InlineData("2023-07-03", "2023-07-03")]
    public void Decide_WhenTheJobEnds_LastsNoLongerThanItNorThanTenMonths(string jobEnds, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), SeniorSupport.Decide(Leo with { JobEndsOn = Fact.Known(DateOnly.Parse(jobEnds, null)) }, Birthday).Period!.Value.Last);

    // 28 months back from 3.7.2023 is 3.3.2021: what is before it does not count, and four months without unemployment are borne.
    [Theory]
    [InlineData("2020-01-01", "2021-03-02", "2021-07-03", SeniorSupportVerdict.Granted)]
    [InlineData("2020-01-01", "2021-03-02", "2021-07-04", SeniorSupportVerdict.NotMet)]
    [InlineData("2020-01-01", "2021-03-03", "2021-07-04", SeniorSupportVerdict.Granted)]
    [InlineData("2021-03-03", "2022-03-02", "2022-07-02", SeniorSupportVerdict.Granted)]
    [InlineData("2021-03-03", "2022-03-02", "2022-07-04", SeniorSupportVerdict.NotMet)]
    public void Decide_WhenUnemploymentHasAGap_AddsSpellsWithinTheWindow(string first, string last, string again, SeniorSupportVerdict expected)
    {
        var spells = Spells((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), (DateOnly.Parse(again, null), null));

        Assert.Equal(expected, SeniorSupport.Decide(Leo with { Unemployment = spells }, Birthday).Verdict);
    }

    [Fact]
    public void Decide_WhenFactsAreMissing_IsUnknownAndNamesThem()
    {
        var outcome = SeniorSupport.Decide(new() { BirthDate = Leo.BirthDate }, Birthday);

        Assert.Equal(SeniorSupportVerdict.Unknown, outcome.Verdict);
        Assert.Equal([FactNames.UnemploymentSpells, FactNames.JobStartsOn, FactNames.HoursAWeek, FactNames.JobEndsOn], outcome.MissingFacts);
        Assert.Equal([FactNames.JobEndsOn], SeniorSupport.Decide(Leo with { JobEndsOn = default }, Birthday).MissingFacts);
        Assert.Equal(SeniorSupportVerdict.NotMet, SeniorSupport.Decide(new() { BirthDate = People.Young }, Birthday).Verdict);
    }

    [Fact]
    public void Decide_WhenFactsContradict_RefusesThemWithEveryViolation()
    {
        var facts = Leo with { BirthDate = new(2024, 1, 1), JobEndsOn = Fact.Known(Birthday.AddDays(-1)) };
        var thrown = Assert.Throws<ContradictoryFactsException>(() => SeniorSupport.Decide(facts, Birthday));

        Assert.Equal(["BEFORE_BIRTH", "BEFORE_BIRTH", "JOB_ENDS_BEFORE_START"], thrown.Violations.Select(v => v.Code));
        Assert.Equal("SeniorSupportFacts UnemploymentSpells UnemploymentSpell", $"{facts} {facts.Unemployment.Value} {new UnemploymentSpell(Birthday, null)}");
    }

    [Fact]
    public void Read_WhenSpellsContradict_RefusesEveryOne()
    {
        var reading = UnemploymentSpells.Read(
        [
            new(new(2022, 1, 1), null), new(new(2022, 6, 1), new(2022, 6, 30)), new(new(2023, 1, 1), new(2022, 12, 1)), new(new(2021, 1, 1), new(2021, 12, 31)),
        ]);

        Assert.Equal(["SPELLS_OVERLAP", "SPELL_ENDS_BEFORE_START", "SPELLS_OVERLAP"], reading.Violations.Select(v => v.Code));
        Assert.Throws<ContradictoryFactsException>(() => reading.Value);
        Assert.True(UnemploymentSpells.Read([new(new(2022, 1, 1), new(2022, 1, 31)), new(new(2022, 2, 1), null)]).IsValid);
        Assert.False(UnemploymentSpells.Read([new(new(2022, 1, 1), new(2022, 1, 31)), new(new(2022, 1, 31), null)]).IsValid);
    }

    [Theory]
    [InlineData("2024-12-31", false)]
    [InlineData("2025-01-01", true)]
    [InlineData("2026-11-20", true)]
    public void Decide_WhenErasChange_StaysGrantedAndSaysThatTheLawWasNotRead(string grantedOn, bool unverified)
    {
        var day = DateOnly.Parse(grantedOn, null);
        var outcome = SeniorSupport.Decide(Leo with { JobStartsOn = Fact.Known(day) }, day);

        Assert.Equal((SeniorSupportVerdict.Granted, unverified), (outcome.Verdict, outcome.IsUnverified));
    }

    [Fact]
    public void Decide_WhenUnemploymentIsLonger_NeverUnmeetsAndAgreesWithMonthsOfAnUnbrokenSpell() =>
        Gen.Select(Gen.Int[3, 1200], Gen.Int[600, 900], Gen.Int[0, 100]).Sample((after, days, more) =>
        {
            var grantedOn = Birthday.AddDays(after);
            var shorter = On(grantedOn, grantedOn.AddDays(-days));
            var longer = On(grantedOn, grantedOn.AddDays(-days - more));

            Assert.True(shorter != SeniorSupportVerdict.Granted || longer == SeniorSupportVerdict.Granted);
            Assert.Equal(CivilTime.WholeMonthsBetween(grantedOn.AddDays(-days), grantedOn) >= 24, shorter == SeniorSupportVerdict.Granted);
        });

    private static SeniorSupportVerdict On(DateOnly grantedOn, DateOnly since) =>
        SeniorSupport.Decide(Leo with { JobStartsOn = Fact.Known(grantedOn), Unemployment = Spells((since, null)) }, grantedOn).Verdict;

    private static Fact<UnemploymentSpells> Spells(params (DateOnly First, DateOnly? Last)[] spells) =>
        Fact.Known(UnemploymentSpells.Read(spells.Select(s => new UnemploymentSpell(s.First, s.Last))).Value);
}
