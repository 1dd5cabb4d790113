using Grpc.Core;
using Mesh.Eligibility;
using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Eligibility.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>Criteria side by side at a region (row 81): Kela's months, and where the labour authority says that the client stands.</summary>
public sealed class CriteriaTests
{
    private static readonly Caller Batch = new(CallerKind.OwnSystem, Participants.Region, SystemName: "nightly");

    [Theory]
    [InlineData("", RuleResult.NotMet)]
    [InlineData("2023-12-01", RuleResult.Met)]
    public async Task Compare_WhenBothAnswer_TellsByTheirFacts(string plan, RuleResult expected)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.EmploymentPlanMadeOn = plan;

        var answer = await CompareAsync(region, await eetu.IdAsync());

        var rule = answer.Services[0].Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3");
        Assert.Equal((ComparedServiceKind.ActivationPlan, expected), (answer.Services[0].Service, rule.Statute.Result));
        Assert.Equal(
            [(DataCategory.SocialAssistanceMonths, Participants.Kela.ToString(), FactSource.Given), (DataCategory.JobSearchStanding, Participants.TeOffice.ToString(), FactSource.Given)],
            answer.Origins.Select(origin => (origin.Category, origin.Holder, origin.Source)));
    }

    [Fact]
    public async Task Compare_WhenNewMonthsAreWithheldAndTheAuthorityIsUnreachable_TellsTheTwoApartAndIsUnknown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("3.1.2024");
        region.Others.Kela = _ => FakeOthers.Withheld();
        region.Others.JobSearch = _ => throw FakeOthers.Unreachable();

        var answer = await CompareAsync(region, await eetu.IdAsync());

        Assert.Equal([FactSource.Withheld, FactSource.Unreachable], answer.Origins.Select(origin => origin.Source));
        Assert.Equal(RuleResult.Unknown, answer.Services[0].Result);
    }

    [Theory]
    [InlineData("2023-11-30", 1)]
    [InlineData("2023-12-01", 0)]
    public async Task Compare_WhenADayOfAnEarlierMonthIsAskedAbout_AsksKelaForThatDay(string asOf, int asked)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        eetu.Months = [.. Days.Months("2022-11", "2023-11")];
        await eetu.NotifyAsync();
        await eetu.TakeAsync();
        var before = region.Others.Asked.Count;

        var answer = (await Ask(region, Participants.Worker, await eetu.IdAsync(), asOf)).Answer;

        var rule = answer.Services[0].Rules.Single(known => known.RuleId == "AKT-ELIG-O25-3").Statute;
        Assert.Equal("12", rule.Criteria.Single(criterion => criterion.Code == "SOCIAL_ASSISTANCE_MONTHS").Actual);
        Assert.Equal(asked, region.Others.Asked.Skip(before).Count(known => known.Holder == Participants.Kela));
    }

    [Fact]
    public async Task Compare_WhenTheCaseIsAnothersClients_IsRefusedAsAnUnknownOneAndNobodyIsAsked()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var asked = region.Others.Asked.Count;

        Assert.Equal(
            await Refused.BytesAsync(Ask(region, Participants.Colleague, Guid.CreateVersion7().ToString())),
            await Refused.BytesAsync(Ask(region, Participants.Colleague, await eetu.IdAsync())));
        Assert.Equal(asked, region.Others.Asked.Count);
    }

    [Fact]
    public async Task Batch_WhenThePlanWasMade_IsNewsForTheClientsWorkerUntilTheCaseCloses()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        Assert.Empty(Assert.Single(await BatchAsync(region)).NewlyMet);
        eetu.Register.EmploymentPlanMadeOn = "2023-12-04";

        Assert.Equal([ComparedServiceKind.ActivationPlan], Assert.Single(await BatchAsync(region)).NewlyMet);

        var item = Assert.Single(await ListAsync(region, Participants.Worker), item => item.Code == "NEWLY_ELIGIBLE");
        Assert.Equal(await eetu.IdAsync(), item.CaseId);
        Assert.DoesNotContain(await ListAsync(region, Participants.Colleague), item => item.Code == "NEWLY_ELIGIBLE");
        await region.ActAsync(async (services, cancellation) =>
        {
            var cases = services.GetRequiredService<Mesh.WellbeingRegion.Assistance.AssistanceCases>();
            var row = await cases.InActAsync(Guid.Parse(await eetu.IdAsync()), cancellation);
            await cases.MoveAsync(row, AssistanceState.Closed, cancellation);
        });
        Assert.Empty(await BatchAsync(region));
        Assert.DoesNotContain(await ListAsync(region, Participants.Worker), known => known.Code == "NEWLY_ELIGIBLE");
    }

    private static AsyncUnaryCall<CompareCriteriaResponse> Ask(RegionHost region, Caller caller, string clientId, string asOf = "") =>
        region.As<CriteriaService.CriteriaServiceClient>(caller).CompareCriteriaAsync(new() { ClientId = clientId, AsOf = asOf });

    private static async Task<CriteriaAnswer> CompareAsync(RegionHost region, string clientId) =>
        (await Ask(region, Participants.Worker, clientId)).Answer;

    private static async Task<List<BatchEvaluateResponse>> BatchAsync(RegionHost region)
    {
        List<BatchEvaluateResponse> told = [];
        await region.InAsync(async scope =>
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

    private static async Task<IReadOnlyList<WorkItem>> ListAsync(RegionHost region, Caller caller) =>
        (await region.As<WorkQueueService.WorkQueueServiceClient>(caller).ListWorkAsync(new())).Items;
}
