using Grpc.Core;
using Mesh.Eligibility;
using Mesh.Hosting.Calls;
using Mesh.TeOffice.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Eligibility.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.Tests.Eligibility;

/// <summary>Criteria of every service side by side (row 81), for one client and for the whole register.</summary>
public sealed class CriteriaTests
{
    private static readonly Caller Batch = new(CallerKind.OwnSystem, Participants.TeOffice, SystemName: "nightly");

    [Fact]
    public async Task Compare_WhenKelaTold_ShowsEveryServiceSideBySideWithItsEvidence()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);

        var answer = await CompareAsync(office, aino.JobseekerId);

        Assert.Equal(Enum.GetValues<ComparedServiceKind>().Skip(1), answer.Services.Select(service => service.Service));
        var plan = Of(answer, ComparedServiceKind.ActivationPlan);
        Assert.Equal((RuleResult.Met, RuleResult.Met, true), (plan.Result, plan.Statute, plan.BoundaryDiscrepancy));
        var joint = Of(answer, ComparedServiceKind.JointService);
        Assert.Equal(RuleResult.Unknown, joint.Result);
        Assert.NotEmpty(joint.MissingFacts);
        var days = plan.Rules.Single(rule => rule.RuleId == "AKT-ELIG-U25-1").Report.Criteria.Single(criterion => criterion.Code == "LABOUR_MARKET_SUBSIDY_DAYS");
        Assert.Equal(("181", "2022-11-14", "2023-11-13"), (days.Actual, days.WindowFirst, days.WindowLast));
        Assert.Equal(("SOURCE", ""), (days.Certainty, days.Explanation));
        Assert.Equal(("E2", RuleProfile.Report), (answer.Era, answer.Profile));
        var origin = Assert.Single(answer.Origins);
        Assert.Equal((FactSource.Given, Participants.Kela.ToString(), "2023-11-13"), (origin.Source, origin.Holder, origin.KnownOn));
        Assert.Contains("CompareCriteria", (await office.JournalAsync()).Select(step => step.Step));
    }

    [Fact]
    public async Task Compare_WhenTheClientIsUnder25_KnowsTheDaysOfTheJointServicesTargetGroup()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);

        var answer = await CompareAsync(office, aino.JobseekerId);

        var group = Of(answer, ComparedServiceKind.JointService).Rules.Single(rule => rule.RuleId == "TYP-TG-1").Statute;
        Assert.Equal((RuleResult.NotMet, "181"), (group.Result, group.Criteria.Single().Actual));
        Assert.Equal(Purpose.JointService, Assert.Single(office.Doors.Asked).Request.Purpose);
    }

    [Theory]
    [InlineData(ExplanationLanguage.Fi, "Aktivointisuunnitelma")]
    [InlineData(ExplanationLanguage.Sv, "Aktiveringsplan")]
    [InlineData(ExplanationLanguage.En, "Activation plan")]
    public async Task Compare_WhenSentencesAreAskedFor_ExplainsEveryCriterionAndBoundaryInThatLanguage(ExplanationLanguage language, string name)
    {
        await using var office = await OfficeHost.StartAsync("10.11.2023");
        var aino = await AinosCase.RegisterAsync(office);

        var answer = await CompareAsync(office, aino.JobseekerId, language);

        Assert.Equal(name, Of(answer, ComparedServiceKind.ActivationPlan).Name, ignoreCase: true);
        Assert.All(
            answer.Services.SelectMany(service => service.Rules).SelectMany(rule => rule.Statute.Criteria.Concat(rule.Report.Criteria)),
            criterion => Assert.NotEmpty(criterion.Explanation));
        Assert.All(answer.Reviews, review => Assert.NotEmpty(review.Explanation));
        var onBoundary = answer.Services.SelectMany(service => service.Rules).Where(rule => rule.BoundaryReasons.Count > 0).ToList();
        Assert.NotEmpty(onBoundary);
        Assert.All(onBoundary, rule => Assert.Equal(rule.BoundaryReasons.Count, rule.BoundaryTexts.Count(text => text.Length > 0)));
    }

    [Theory]
    [InlineData(FactSource.Withheld)]
    [InlineData(FactSource.Unreachable)]
    public async Task Compare_WhenKelasCountsDoNotCome_IsUnknownNeverNo(FactSource source)
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);
        if (source == FactSource.Withheld)
        {
            office.Doors.Withhold();
        }
        else
        {
            office.Doors.BeUnreachable();
        }

        var answer = await CompareAsync(office, aino.JobseekerId);

        Assert.Equal((source, "", ""), (answer.Origins[0].Source, answer.Origins[0].DisclosureId, answer.Origins[0].KnownOn));
        Assert.Equal(RuleResult.Unknown, Of(answer, ComparedServiceKind.ActivationPlan).Result);
        Assert.Contains("LABOUR_MARKET_SUBSIDY_DAYS", Of(answer, ComparedServiceKind.ActivationPlan).MissingFacts);
    }

    [Fact]
    public async Task Compare_WhenNotTied_IsRefusedAsForAnUnknownClientAndKelaIsNotAsked()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal(
            await Refused.BytesAsync(Ask(office, Callers.Colleague, AinosCase.Id())),
            await Refused.BytesAsync(Ask(office, Callers.Colleague, aino.JobseekerId)));
        Assert.Empty(office.Doors.Asked);
    }

    [Theory]
    [InlineData("2023-11-14", "IN_FUTURE")]
    [InlineData("2022-12-31", "OUTSIDE_FORMALISED_LAW")]
    public async Task Compare_WhenTheDayCannotBeAnswered_IsRefusedBeforeKelaIsAsked(string asOf, string code)
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal([("as_of", code)], await Refused.ViolationsAsync(Ask(office, Callers.Expert, aino.JobseekerId, asOf)));
        Assert.Empty(office.Doors.Asked);
    }

    [Fact]
    public async Task Batch_WhenSomebodyHasBecomeEligible_IsInTheProfessionalsQueueUntilLookedAt()
    {
        await using var office = await OfficeHost.StartAsync("12.11.2023");
        var aino = await AinosCase.RegisterAsync(office);
        Assert.Empty((await BatchAsync(office))[0].NewlyMet.Except([ComparedServiceKind.EmploymentObligation]));
        await CompareAsync(office, aino.JobseekerId);
        Assert.Empty(await CodesAsync(office));

        office.MoveTo("13.11.2023");
        var told = Assert.Single(await BatchAsync(office));

        Assert.Equal((aino.JobseekerId, ""), (told.ClientId, told.Failure));
        Assert.Equal([ComparedServiceKind.ActivationPlan], told.NewlyMet);
        Assert.Equal(["NEWLY_ELIGIBLE"], await CodesAsync(office));
        Assert.Empty(await CodesAsync(office, Callers.Colleague));

        // Another night changes nothing, and no news comes of it.
        Assert.Empty((await BatchAsync(office))[0].NewlyMet);
        Assert.Equal(["NEWLY_ELIGIBLE"], await CodesAsync(office));
        await CompareAsync(office, aino.JobseekerId);
        Assert.Empty(await CodesAsync(office));
        await BatchAsync(office);
        Assert.Empty(await CodesAsync(office));
    }

    [Fact]
    public async Task Compare_WhenAskedForAnotherDay_IsNoLookAtWhereTheClientStands()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);
        await BatchAsync(office);

        await Ask(office, Callers.Expert, aino.JobseekerId, "2023-11-12");

        Assert.Equal(["NEWLY_ELIGIBLE"], await CodesAsync(office));
    }

    [Theory]
    [InlineData(478, null)]
    [InlineData(479, "2023-12-13")]
    [InlineData(495, "2023-11-21")]
    [InlineData(500, "2023-11-14")]
    public async Task Batch_WhenSomebodyWillBeEligibleWithinAMonth_ShowsTheDay(int paid, string? soon)
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu, Weekdays(new(2023, 11, 10), paid));
        await office.Send(
            Callers.Expert, new RecordEmploymentPlanRequest { RequestId = AinosCase.Id(), JobseekerId = eetu.JobseekerId, MadeOn = "2023-09-15" });

        await BatchAsync(office);

        var item = (await ListAsync(office, Callers.Expert)).SingleOrDefault(item => item.Code == "SOON_ELIGIBLE");
        Assert.Equal(soon, item?.DueOn);
        Assert.Equal(soon is null ? null : eetu.JobseekerId, item?.ClientId);
    }

    [Fact]
    public async Task Batch_WhenTheJobSearchHasEnded_LeavesNobodyInTheQueue()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);
        await BatchAsync(office);
        await office.Send(Callers.Expert, new EndJobSearchRequest { RequestId = AinosCase.Id(), JobseekerId = aino.JobseekerId, EndedOn = "2023-11-13" });
        office.MoveTo("14.11.2023");

        Assert.Empty(await BatchAsync(office));

        Assert.Empty(await CodesAsync(office));
        Assert.Empty(await office.RowsAsync<OutlookRow>());
    }

    [Fact]
    public async Task Batch_WhenOneClientIsInTrouble_AnswersForTheOthers()
    {
        await using var office = await OfficeHost.StartAsync("13.11.2023");
        var aino = await AinosCase.RegisterAsync(office);
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Aino, Days.Weekdays("6.3.2023", "31.12.2023"));
        await office.TamperAsync(
            "UPDATE subject SET code = @code WHERE subject_id = (SELECT subject_id FROM jobseeker WHERE jobseeker_id = @id)",
            ("code", new byte[1]),
            ("id", eetu.JobseekerId));

        var told = (await BatchAsync(office)).ToDictionary(answer => answer.ClientId);

        Assert.Equal(("INTERNAL", true), (told[eetu.JobseekerId].Failure, told[eetu.JobseekerId].Answer is null));
        Assert.Equal("", told[aino.JobseekerId].Failure);
        Assert.DoesNotContain(People.Eetu.Reveal(), office.Log, StringComparison.Ordinal);
    }

    private static DateOnly[] Weekdays(DateOnly last, int count) =>
    [
        .. Enumerable.Range(0, count * 2).Select(back => last.AddDays(-back))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(count),
    ];

    private static ServiceCriteria Of(CriteriaAnswer answer, ComparedServiceKind kind) => answer.Services.Single(service => service.Service == kind);

    private static AsyncUnaryCall<CompareCriteriaResponse> Ask(
        OfficeHost office, Caller caller, string clientId, string asOf = "", ExplanationLanguage language = ExplanationLanguage.Unspecified) =>
        office.As<CriteriaService.CriteriaServiceClient>(caller).CompareCriteriaAsync(new() { ClientId = clientId, AsOf = asOf, ExplainIn = language });

    private static async Task<CriteriaAnswer> CompareAsync(
        OfficeHost office, string clientId, ExplanationLanguage language = ExplanationLanguage.Unspecified) =>
        (await Ask(office, Callers.Expert, clientId, language: language)).Answer;

    private static async Task<List<BatchEvaluateResponse>> BatchAsync(OfficeHost office)
    {
        List<BatchEvaluateResponse> told = [];
        await office.InAsync(async scope =>
        {
            await scope.GetRequiredService<BatchRun>().RunAsync(
                Batch,
                Guid.CreateVersion7(),
                answer =>
                {
                    told.Add(answer);
                    return Task.CompletedTask;
                },
                TestContext.Current.CancellationToken);
            return true;
        });
        return told;
    }

    private static async Task<IReadOnlyList<string>> CodesAsync(OfficeHost office, Caller? caller = null) =>
        [.. (await ListAsync(office, caller ?? Callers.Expert)).Select(item => item.Code)];

    private static async Task<IReadOnlyList<WorkItem>> ListAsync(OfficeHost office, Caller caller) =>
        (await office.As<WorkQueueService.WorkQueueServiceClient>(caller).ListWorkAsync(new())).Items;
}
