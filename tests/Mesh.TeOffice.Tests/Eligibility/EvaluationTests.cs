using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Statutes;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Tests.Eligibility;

/// <summary>Eligibility as a professional asks it, with Kela's counts at the door (SC1, F02).</summary>
public sealed class EvaluationTests
{
    [Theory]
    [InlineData("9.11.2023", "179", RuleResult.NotMet, RuleResult.NotMet, "")]
    [InlineData("10.11.2023", "180", RuleResult.NotMet, RuleResult.Met, "PROFILES CALENDAR_MONTHS")]
    [InlineData("12.11.2023", "180", RuleResult.NotMet, RuleResult.Met, "PROFILES CALENDAR_MONTHS")]
    [InlineData("13.11.2023", "181", RuleResult.Met, RuleResult.Met, "CALENDAR_MONTHS")]
    public async Task Evaluate_WhenOnTheBoundaryDaysOfSc1_AnswersBothProfilesFromKelasCounts(
        string day, string count, RuleResult report, RuleResult statute, string reasons)
    {
        await using var office = await OfficeHost.StartAsync(day);
        var aino = await AinosCase.RegisterAsync(office);

        var evaluation = await aino.EvaluateAsync();

        var rule = evaluation.Rules.Single(rule => rule.RuleId == "AKT-ELIG-U25-1");
        Assert.Equal((report, statute), (rule.Report.Result, rule.Statute.Result));
        Assert.Equal(reasons, string.Join(' ', rule.BoundaryReasons));
        Assert.Equal((reasons.Length > 0, reasons.Length > 0), (rule.BoundaryDiscrepancy, evaluation.BoundaryDiscrepancy));
        Assert.Contains(count, rule.Report.Criteria.Select(criterion => criterion.Actual));
        Assert.Equal((RuleProfile.Report, FactSource.Given), (evaluation.Profile, evaluation.BenefitDays));
        Assert.All(rule.Report.Criteria, criterion => Assert.NotEmpty(criterion.Citation));
    }

    // What has ended is attested to nobody: Kela could not tell, and would permit (CON-7).
    [Theory]
    [InlineData(0, FactSource.Given)]
    [InlineData(1, FactSource.NotAsked)]
    [InlineData(2, FactSource.NotAsked)]
    public async Task Evaluate_WhenTheJobSearchHasEnded_AsksKelaThroughItsLastDay(int days, FactSource source)
    {
        await using var office = await OfficeHost.StartAsync("10.12.2023");
        var aino = await AinosCase.RegisterAsync(office);
        await office.Send(Callers.Expert, new EndJobSearchRequest { RequestId = AinosCase.Id(), JobseekerId = aino.JobseekerId, EndedOn = "2023-12-10" });
        office.MoveBy(TimeSpan.FromDays(days));

        var evaluation = await aino.EvaluateAsync();

        Assert.Equal(source, evaluation.BenefitDays);
        Assert.Equal(source == FactSource.Given ? 1 : 0, office.Doors.Asked.Count);
        Assert.Equal(source == FactSource.Given ? RuleResult.Met : RuleResult.Unknown, evaluation.Rules.Single(rule => rule.RuleId == "AKT-ELIG-U25-1").Report.Result);
    }

    [Fact]
    public async Task Evaluate_WhenTheJobSearchHasEndedAndAPlanIsOpen_AsksKelaOnThePlan()
    {
        await using var office = await OfficeHost.StartAsync("1.12.2023");
        var aino = await AinosCase.AcceptedAsync(office);
        await office.Send(Callers.Expert, new EndJobSearchRequest { RequestId = AinosCase.Id(), JobseekerId = aino.JobseekerId, EndedOn = "2023-12-01" });
        office.MoveTo("2.12.2023");

        Assert.Equal(FactSource.Given, (await aino.EvaluateAsync()).BenefitDays);
        var proof = office.Doors.Asked[^1].Request.Proof.Attestation;
        Assert.Equal((CaseKind.ActivationPlan, aino.CaseId), (proof.Kind, proof.CaseId));
    }

    [Fact]
    public async Task Evaluate_WhenAsked_AsksKelaOnceForTheCountsAloneAndKeepsTheEvidence()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        var evaluation = await aino.EvaluateAsync("2023-11-10");

        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal((Participants.Kela, Purpose.ActivationPlanNeed, "2023-11-10"), (holder, request.Purpose, request.AsOf));
        Assert.Equal([DataCategory.BenefitDays], request.Categories);
        Assert.Equal((CaseKind.JobSearch, aino.JobseekerId), (request.Proof.Attestation.Kind, request.Proof.Attestation.CaseId));
        Assert.Equal("te-expert-1", request.Actor.PairwiseId);
        var row = Assert.Single(await office.RowsAsync<EvaluationRow>());
        Assert.Equal(
            (evaluation.EvaluationId, evaluation.DisclosureId, evaluation.FlowId, new DateOnly(2023, 11, 10)),
            (row.EvaluationId.ToString(), row.DisclosureId.ToString(), row.FlowId.ToString(), row.AsOf));
        Assert.Equal(
            evaluation, await office.InAsync(scope => Task.FromResult(Get<Evaluator>(scope).Read(row))));
        Assert.Equal(["F02 Ask", "EvaluateEligibility"], (await office.JournalAsync()).Select(step => step.Step));
    }

    [Fact]
    public async Task Evaluate_WhenThereAreLaterFacts_KeepsTheIdsOfThoseTheLawWasGiven()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var first = Assert.Single(await office.RowsAsync<JobseekerFact>());
        await office.Send(
            Callers.Expert, new RecordEmploymentPlanRequest { RequestId = AinosCase.Id(), JobseekerId = aino.JobseekerId, MadeOn = "2023-10-02" });

        await aino.EvaluateAsync();

        Assert.Equal(first.FactId.ToString(), Assert.Single(await office.RowsAsync<EvaluationRow>()).FactIds);
    }

    [Fact]
    public async Task Evaluate_WhenKelaIsUnreachable_IsUnknownAndLaunchesNothing()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        office.Doors.BeUnreachable();

        var evaluation = await aino.EvaluateAsync();

        Assert.Equal((FactSource.Unreachable, RuleResult.Unknown, ""), (evaluation.BenefitDays, evaluation.Result, evaluation.DisclosureId));
        Assert.Contains("LABOUR_MARKET_SUBSIDY_DAYS", evaluation.MissingFacts);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "NOT_ELIGIBLE"),
            await Refused.ReasonAsync(office.Send(Callers.Expert, new RecordNeedRequest { RequestId = AinosCase.Id(), EvaluationId = evaluation.EvaluationId })));
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
        Assert.Contains("UNREACHABLE", (await office.JournalAsync()).Select(step => step.Outcome));
    }

    [Fact]
    public async Task Evaluate_WhenKelaWithholds_IsUnknownAndNotConfusedWithUnreachable()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        office.Doors.Withhold();

        var evaluation = await aino.EvaluateAsync();

        Assert.Equal((FactSource.Withheld, RuleResult.Unknown), (evaluation.BenefitDays, evaluation.Result));
        Assert.Contains("NO_BASIS", (await office.JournalAsync()).Select(step => step.Outcome));
    }

    [Theory]
    [InlineData("2023-11-14", "IN_FUTURE")]
    [InlineData("2022-12-31", "OUTSIDE_FORMALISED_LAW")]
    public async Task Evaluate_WhenTheDayCannotBeAnswered_IsRefusedBeforeKelaIsAsked(string asOf, string code)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal([("as_of", code)], await Refused.ViolationsAsync(Ask(office, Callers.Expert, aino.JobseekerId, asOf)));
        Assert.Empty(office.Doors.Asked);
    }

    [Fact]
    public async Task Evaluate_WhenNotTied_IsRefusedAsForAnUnknownClientAndKelaIsNotAsked()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal(
            await Refused.BytesAsync(Ask(office, Callers.Colleague, AinosCase.Id())),
            await Refused.BytesAsync(Ask(office, Callers.Colleague, aino.JobseekerId)));
        Assert.Empty(office.Doors.Asked);
        Assert.Empty(await office.RowsAsync<EvaluationRow>());
    }

    [Fact]
    public async Task Evaluate_WhenKelasDateContradictsBirth_NamesTheFactAndKeepsNothing()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var content = FakeDoors.Counts(People.Aino, Days.Day("13.11.2023"), []);
        content.BenefitDays.AllowanceMaximumReachedOn = "2001-05-13";
        office.Doors.Answer = _ => FakeDoors.Given(content);

        Assert.Equal(
            (StatusCode.FailedPrecondition, "FACTS_CONTRADICT", "ALLOWANCE_MAXIMUM_REACHED_ON"),
            await Refused.DetailAsync(Ask(office, Callers.Expert, aino.JobseekerId), "facts"));
        Assert.Empty(await office.RowsAsync<EvaluationRow>());
    }

    [Fact]
    public async Task Evaluate_WhenKelaKnowsALaterBenefit_LeavesItOut()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var content = FakeDoors.Counts(People.Aino, Days.Day("13.11.2023"), Days.Weekdays("6.3.2023", "13.11.2023"));
        var unknown = content.BenefitDays.Counts[0].Clone();
        unknown.Benefit = (Tyollisyys.Mesh.Protos.Kela.V1.Benefit)99;
        content.BenefitDays.Counts.Add(unknown);
        office.Doors.Answer = _ => FakeDoors.Given(content);

        Assert.Equal(RuleResult.Met, (await aino.EvaluateAsync()).Result);
    }

    [Fact]
    public async Task Evaluate_WhenTheOfficeGoesByTheStatute_IsMetOnThe180thDay()
    {
        await using var office = await OfficeHost.StartAsync("10.11.2023", Profile.Statute);
        var aino = await AinosCase.RegisterAsync(office);

        var evaluation = await aino.EvaluateAsync();

        Assert.Equal((RuleProfile.Statute, RuleResult.Met, true), (evaluation.Profile, evaluation.Result, evaluation.BoundaryDiscrepancy));
    }

    private static AsyncUnaryCall<EvaluateEligibilityResponse> Ask(OfficeHost office, Caller caller, string jobseekerId, string asOf = "") =>
        office.Send(caller, new EvaluateEligibilityRequest { JobseekerId = jobseekerId, AsOf = asOf });

    private static T Get<T>(IServiceProvider scope) => (T)scope.GetService(typeof(T))!;
}
