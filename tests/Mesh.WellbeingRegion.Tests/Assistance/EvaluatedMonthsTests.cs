using Mesh.Statutes;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>On which of Kela's months an evaluation goes, and when Kela is asked for them again (F01, GEN-KNOW-1).</summary>
public sealed class EvaluatedMonthsTests
{
    [Theory]
    [InlineData("30.11.2023", "11", RuleResult.NotMet)]
    [InlineData("1.12.2023", "12", RuleResult.Met)]
    public async Task Evaluate_WhenAMonthEnds_CountsItFromTheDayAfter(string today, string months, RuleResult result)
    {
        await using var region = await RegionHost.StartAsync(today);
        var eetu = await EetusCase.ReceivedAsync(region);
        await eetu.TakeAsync();
        var rule = (await eetu.EvaluateAsync()).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal((months, result), (Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual, Criterion(rule, CriterionNames.SocialAssistanceMonths).Result));
    }

    [Theory]
    [InlineData(MainLivelihood.No, RuleResult.NotMet)]
    [InlineData(MainLivelihood.Unspecified, RuleResult.Unknown)]
    public async Task Evaluate_WhenTheLastMonthWasNoMainLivelihood_DoesNotCountIt(MainLivelihood main, RuleResult asMainLivelihood)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Months.Remove("2023-11");
        eetu.OtherMonths["2023-11"] = main;
        await eetu.NotifyAsync();
        var rule = (await eetu.EvaluateAsync()).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal("0", Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual);
        Assert.Equal(asMainLivelihood, Criterion(rule, CriterionNames.SocialAssistanceIsMainLivelihood).Result);
    }

    [Fact]
    public async Task Evaluate_WhenAMonthHasEndedSinceKelaTold_AsksKelaAgainByItsNotice()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("10.1.2024");
        eetu.Months.Add("2023-12");
        var rule = (await eetu.EvaluateAsync()).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal("12", Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual);
        Assert.Equal((13, 1), ((await eetu.RowAsync()).EndedInARow, (await eetu.RowAsync()).Notices));
    }

    [Theory]
    [InlineData("2023-11-30", 1)]
    [InlineData("2023-12-01", 0)]
    [InlineData("2023-12-02", 1)]
    public async Task Evaluate_WhenItIsOfAnEarlierMonthOrALaterDayThanKelaTold_AsksKelaForThatDay(string asOf, int asked)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        eetu.Months = [.. Days.Months("2022-11", "2023-11")];
        await eetu.NotifyAsync();
        region.MoveTo("4.12.2023");
        await eetu.TakeAsync();
        var before = region.Others.Asked.Count;

        var rule = (await eetu.EvaluateAsync(asOf)).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal((RuleResult.Met, "12"), (Criterion(rule, CriterionNames.SocialAssistanceMonths).Result, Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual));
        var kela = region.Others.Asked.Skip(before).Where(known => known.Holder == Participants.Kela).ToList();
        Assert.Equal(Enumerable.Repeat(asOf, asked), kela.Select(known => known.Request.AsOf));
        Assert.Equal(Days.Of(asOf == "2023-12-02" ? "2.12.2023" : "1.12.2023"), (await eetu.RowAsync()).KnownAsOf);
    }

    [Fact]
    public async Task Evaluate_WhenKelaHasCorrectedAMonthSince_GoesByTheCorrection()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Months.Remove("2023-05");

        var rule = (await eetu.EvaluateAsync()).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal((RuleResult.NotMet, "6"), (Criterion(rule, CriterionNames.SocialAssistanceMonths).Result, Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual));
        Assert.Equal(6, (await eetu.RowAsync()).EndedInARow);
    }

    [Fact]
    public async Task Evaluate_WhenKelaDoesNotTellOfTheEarlierMonth_IsUnknownNeverNo()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.Others.Kela = _ => throw FakeOthers.Unreachable();

        var rule = (await eetu.EvaluateAsync("2023-11-30")).Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");

        Assert.Equal(RuleResult.Unknown, Criterion(rule, CriterionNames.SocialAssistanceMonths).Result);
    }

    [Theory]
    [InlineData("9.12.2023", true, "4")]
    [InlineData("10.12.2023", true, "12")]
    [InlineData("11.12.2023", true, "12")]
    [InlineData("9.12.2023", false, "4")]
    [InlineData("10.12.2023", false, "")]
    public async Task Evaluate_WhenThe25thBirthdayHasCome_GoesByTheMonthsThatKelaTellsOfThatAge(string today, bool answers, string months)
    {
        await using var region = await RegionHost.StartAsync();
        var young = EetusCase.In(region);
        (young.Person, young.Born) = (EetusCase.YoungCode, Days.Of("10.12.1998"));
        await young.NotifyAsync();
        await young.TakeAsync();
        region.MoveTo(today);
        region.Others.Kela = answers ? region.Others.Kela : _ => throw FakeOthers.Unreachable();

        var evaluation = (await young.EvaluateAsync()).Evaluation;

        var rule = evaluation.Rules.Single(known => known.RuleId == (today == "9.12.2023" ? "AKT-ELIG-U25-3" : "AKT-ELIG-O25-3"));
        var criterion = Criterion(rule, CriterionNames.SocialAssistanceMonths);
        Assert.Equal((months.Length == 0 ? RuleResult.Unknown : RuleResult.Met, months), (criterion.Result, criterion.Actual));
    }

    [Fact]
    public async Task Evaluate_WhenKelaDoesNotSayMore_LeavesTheMonthsUnknown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("10.1.2024");
        region.Others.Kela = _ => throw FakeOthers.Unreachable();
        eetu.Register.EmploymentPlanMadeOn = "2023-12-18";
        var seen = await eetu.EvaluateAsync();

        Assert.Equal(RuleResult.Unknown, seen.Evaluation.Result);
        Assert.Contains(FactNames.SocialAssistanceMonths, seen.Evaluation.MissingFacts);
        Assert.Equal(12, seen.EndedMonthsInARow);
    }

    private static Tyollisyys.Mesh.Protos.Labour.V1.Criterion Criterion(RuleEvaluation rule, string code) =>
        rule.Statute.Criteria.Single(criterion => criterion.Code == code);
}
