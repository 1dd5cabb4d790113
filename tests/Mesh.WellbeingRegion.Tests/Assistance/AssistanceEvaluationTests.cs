using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>AKT-ELIG-U25-3 and O25-3, AKT-START-PRIO and AKT-ORDER-1 by what Kela and the labour authority say (F05).</summary>
public sealed class AssistanceEvaluationTests
{
    [Fact]
    public async Task Evaluate_WhenThereIsNoEmploymentPlan_BlocksMeasuresAndLeavesTheRuleUnmet()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var seen = await eetu.EvaluateAsync();

        Assert.Equal((MeasuresState.Blocked, "PLAN_MISSING"), (seen.Measures, seen.BlockedReason));
        Assert.Equal((StartingAuthority.SocialCare, Participants.TeOffice.ToString()), (seen.StartingAuthority, seen.LabourAuthority));
        Assert.Equal((3, AssistanceState.Taken), (seen.CaseVersion, seen.State));
        Assert.Equal(["AKT-ELIG-U25-3", "AKT-ELIG-O25-3"], seen.Evaluation.Rules.Select(rule => rule.RuleId));
        var rule = seen.Evaluation.Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");
        Assert.Equal((RuleResult.NotMet, RuleResult.NotMet), (rule.Statute.Result, rule.Report.Result));
        Assert.Equal((RuleResult.Met, "12"), (Criterion(rule, CriterionNames.SocialAssistanceMonths).Result, Criterion(rule, CriterionNames.SocialAssistanceMonths).Actual));
        Assert.Equal(RuleResult.NotMet, Criterion(rule, CriterionNames.EmploymentPlanMade).Result);
        Assert.Equal(FactSource.Given, seen.Evaluation.JobSearch);
        Assert.Equal(seen, await eetu.SeenAsync());
    }

    [Fact]
    public async Task Evaluate_WhenItAsks_NamesThePersonAndAttestsTheOwnCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();

        var (holder, asked) = region.Others.Asked[^1];
        Assert.Equal(Participants.TeOffice, holder);
        Assert.Equal((EetusCase.Code, Purpose.ActivationPlanNeed, "2023-12-04"), (asked.Subject.PersonalIdentityCode, asked.Purpose, asked.AsOf));
        Assert.Equal((CaseKind.ProlongedAssistance, await eetu.IdAsync()), (asked.Proof.Attestation.Kind, asked.Proof.Attestation.CaseId));
        Assert.Equal("worker-1", asked.Actor.PairwiseId);
        Assert.Equal([DataCategory.JobSearchStanding], asked.Categories);
    }

    [Theory]
    [InlineData("2023-12-05", "2023-12-05", "", "", RuleResult.Met, MeasuresState.Allowed)]
    [InlineData("2023-12-05", "2023-12-06", "", "", RuleResult.NotMet, MeasuresState.Blocked)]
    [InlineData("2023-12-05", "", "2023-12-20", "", RuleResult.NotMet, MeasuresState.Allowed)]
    [InlineData("2023-12-05", "", "", "2023-12-05", RuleResult.NotMet, MeasuresState.Allowed)]
    public async Task Evaluate_WhenTheRegisterHasAPlanOrInterview_LiftsTheBlockAndOnlyThePlanMeetsTheRule(
        string asOf, string plan, string booked, string held, RuleResult rule, MeasuresState measures)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("6.12.2023");
        (eetu.Register.EmploymentPlanMadeOn, eetu.Register.InterviewBookedFor, eetu.Register.InterviewHeldOn) = (plan, booked, held);
        var seen = await eetu.EvaluateAsync(asOf);

        Assert.Equal((rule, measures), (seen.Evaluation.Result, seen.Measures));
    }

    [Fact]
    public async Task Evaluate_WhenTheLabourAuthorityWithholds_IsUnknownNeverNo()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.Others.JobSearch = _ => FakeOthers.Withheld();
        await AssertUnknownAsync(eetu, FactSource.Withheld);
    }

    [Fact]
    public async Task Evaluate_WhenTheLabourAuthorityIsUnreachable_IsUnknownNeverNo()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.Others.JobSearch = _ => throw FakeOthers.Unreachable();
        await AssertUnknownAsync(eetu, FactSource.Unreachable);
    }

    [Fact]
    public async Task Evaluate_WhenTheDirectoryCannotTellWhomToAsk_AsksNobodyAndIsUnknown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);

        // Vantaa has two labour authorities, told apart by the client group.
        eetu.Municipality = "092";
        await eetu.NotifyAsync();
        await eetu.TakeAsync();
        var seen = await AssertUnknownAsync(eetu, FactSource.Unreachable);

        Assert.Equal("", seen.LabourAuthority);
        Assert.DoesNotContain(region.Others.Asked, asked => asked.Request.Categories.Contains(DataCategory.JobSearchStanding));
    }

    [Fact]
    public async Task Evaluate_WhenTheClientGroupIsTold_AsksThePilot()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        (eetu.Municipality, eetu.ClientGroup) = ("092", "PILOT");
        await eetu.NotifyAsync();
        await eetu.TakeAsync();

        Assert.Equal(Participants.Pilot.ToString(), (await eetu.EvaluateAsync()).LabourAuthority);
    }

    [Fact]
    public async Task Evaluate_WhenItNoLongerAnswers_KeepsTheLastStandingAndStartsNothing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.EmploymentPlanMadeOn = "2023-12-04";
        Assert.Equal(MeasuresState.Allowed, (await eetu.EvaluateAsync()).Measures);
        region.Others.JobSearch = _ => throw FakeOthers.Unreachable();
        var seen = await eetu.EvaluateAsync();

        Assert.Equal((MeasuresState.Unknown, "2023-12-04"), (seen.Measures, seen.Standing.EmploymentPlanMadeOn));
        Assert.Equal("2023-12-04", (await eetu.SeenAsync()).Standing.EmploymentPlanMadeOn);
    }

    [Fact]
    public async Task Evaluate_WhenBothBenefitsArePaid_LetsTheLabourAuthorityStart()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.StartingAuthority = StartingAuthority.LabourAuthority;

        Assert.Equal(StartingAuthority.LabourAuthority, (await eetu.EvaluateAsync()).StartingAuthority);
    }

    [Fact]
    public async Task Evaluate_WhenItIsForAnEarlierDay_IsKeptAndDoesNotMoveTheCaseBack()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.EmploymentPlanMadeOn = "2023-12-04";
        await eetu.EvaluateAsync();
        var earlier = await eetu.EvaluateAsync("2023-12-03");

        Assert.Equal("2023-12-03", earlier.Evaluation.AsOf);
        Assert.Equal(("2023-12-04", MeasuresState.Allowed), ((await eetu.SeenAsync()).Evaluation.AsOf, (await eetu.SeenAsync()).Measures));
        Assert.Equal(2, (await region.RowsAsync<AssistanceEvaluationRow>()).Count);
    }

    [Theory]
    [InlineData(-1, MeasuresState.Blocked)]
    [InlineData(0, MeasuresState.Blocked)]
    [InlineData(1, MeasuresState.Allowed)]
    public async Task Evaluate_WhenTwoDoAtOnce_TheCaseGoesByTheOneThatAskedTheLabourAuthorityLater(int secondsLater, MeasuresState stands)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var row = await eetu.RowAsync();
        var asOf = Days.Of("4.12.2023");
        var first = await AskAsync();
        region.Machine.Advance(TimeSpan.FromSeconds(1));
        eetu.Register.EmploymentPlanMadeOn = "2023-12-04";
        var second = await AskAsync();

        // What asked first is written last.
        await KeepAsync(second with { AskedAt = first.AskedAt.AddSeconds(secondsLater) });
        await KeepAsync(first);

        Assert.Equal(stands, (await eetu.RowAsync()).Measures);
        Assert.Equal(TimeSpan.FromSeconds(1), second.AskedAt - first.AskedAt);
        Assert.Equal(2, (await region.RowsAsync<AssistanceEvaluationRow>()).Count);

        Task<AskedAround> AskAsync() => region.InAsync(services => services.GetRequiredService<AssistanceEvaluator>()
            .AskAsync(row, asOf, Actors.System("test"), TestContext.Current.CancellationToken));

        Task KeepAsync(AskedAround asked) => region.ActAsync(async (services, cancellation) => await services
            .GetRequiredService<AssistanceEvaluator>()
            .EvaluateAsync(await services.GetRequiredService<AssistanceCases>().InActAsync(row.CaseId, cancellation), asked, asOf, "test", cancellation));
    }

    [Theory]
    [InlineData("2023-12-05", "IN_FUTURE")]
    [InlineData("2022-12-31", "OUTSIDE_FORMALISED_LAW")]
    public async Task Evaluate_WhenTheDayCannotBeAnswered_IsRefusedBeforeAnybodyIsAsked(string asOf, string code)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var asked = region.Others.Asked.Count;
        var request = new EvaluateAssistanceCaseRequest { CaseId = await eetu.IdAsync(), AsOf = asOf };

        Assert.Equal([("as_of", code)], await Refused.ViolationsAsync(region.Send(Participants.Worker, request)));
        Assert.Equal(asked, region.Others.Asked.Count);
    }

    [Fact]
    public async Task Evaluate_WhenAFactIsBeforeBirth_IsRefusedAndNothingIsKept()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.EmploymentPlanMadeOn = "1988-09-02";
        var request = new EvaluateAssistanceCaseRequest { CaseId = await eetu.IdAsync() };

        Assert.Equal(
            (StatusCode.FailedPrecondition, "FACTS_CONTRADICT", FactNames.EmploymentPlanMadeOn),
            await Refused.DetailAsync(region.Send(Participants.Worker, request), "facts"));
        Assert.Empty(await region.RowsAsync<AssistanceEvaluationRow>());
        Assert.Equal(2, (await eetu.RowAsync()).Version);
    }

    private static async Task<AssistanceCase> AssertUnknownAsync(EetusCase eetu, FactSource source)
    {
        var seen = await eetu.EvaluateAsync();
        Assert.Equal((MeasuresState.Unknown, "", StartingAuthority.Unspecified), (seen.Measures, seen.BlockedReason, seen.StartingAuthority));
        Assert.Equal((RuleResult.Unknown, source), (seen.Evaluation.Result, seen.Evaluation.JobSearch));
        Assert.Contains(FactNames.EmploymentPlanMadeOn, seen.Evaluation.MissingFacts);
        Assert.Null(seen.Standing);
        return seen;
    }

    private static Tyollisyys.Mesh.Protos.Labour.V1.Criterion Criterion(RuleEvaluation rule, string code) =>
        rule.Statute.Criteria.Single(criterion => criterion.Code == code);
}
