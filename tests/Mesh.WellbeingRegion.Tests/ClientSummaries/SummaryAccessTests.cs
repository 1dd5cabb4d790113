using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Mesh.WellbeingRegion.Tests.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.WellbeingRegion.Tests.ClientSummaries;

/// <summary>Whose summary a professional may look at, by which id, and F31 on the same road.</summary>
public sealed class SummaryAccessTests
{
    [Fact]
    public async Task Compose_WhenTheCallerHasNoTie_AnswersAsIfThereWereNoSuchClientAndAsksNobody()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var holders = FakeHolders.In(region);
        var id = await eetu.IdAsync();

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Compose(region, Participants.Colleague, id)));
        Assert.Equal(
            await Refused.BytesAsync(Compose(region, Participants.Colleague, Requests.Id())),
            await Refused.BytesAsync(Compose(region, Participants.Colleague, id)));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, new FindAssessmentsRequest { ClientId = id })));
        Assert.Empty(holders.Asked);
        Assert.DoesNotContain(await region.JournalAsync(), row => row.Step.StartsWith("F18 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compose_WhenNobodyHasTakenTheCase_IsRefusedToEverybody()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        var holders = FakeHolders.In(region);

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Compose(region, Participants.Worker, await eetu.IdAsync())));
        Assert.Empty(holders.Asked);
    }

    [Fact]
    public async Task Compose_WhenTheClientIsKnownByAJointCaseOnly_AsksItsOwnerAndKelaAndSaysWhomItCannotName()
    {
        await using var region = await RegionHost.StartAsync();
        var plan = new OwnerCase();
        region.Others.Labour.Cases[plan.Id] = plan;
        var invitation = region.Envelope(new PlanInvitationSent { CaseId = plan.Id.ToString(), CaseVersion = plan.Version }, Participants.TeOffice, plan.FlowId);
        region.Others.Labour.Notices[invitation.Id] = plan;
        await region.ReceiveAsync(invitation);
        var holders = FakeHolders.In(region);
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Compose(region, Participants.Worker, plan.Id.ToString())));
        await region.Send(Participants.Worker, Requests.Accept(plan));

        var summary = await Compose(region, Participants.Worker, plan.Id.ToString());

        Assert.Equal([Participants.TeOffice.ToString(), Participants.Kela.ToString()], summary.Holders.Select(answer => answer.Holder));
        Assert.Equal(new RoleNotAsked { Role = "MUNICIPALITY", MissingFact = "municipality" }, Assert.Single(summary.NotAsked));
        Assert.All(holders.Asked, asked => Assert.Equal(Participants.Aino, asked.Request.Subject.PersonalIdentityCode));
        Assert.Equal(plan.FlowId.ToString(), summary.FlowId);
    }

    [Fact]
    public async Task Compose_WhenBothCasesLeadToTheClient_AsksEachHolderOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region);
        FakeHolders.In(region);

        var byAssistance = await Compose(region, Participants.Worker, await planned.Eetu.IdAsync());
        var byPlan = await Compose(region, Participants.Worker, planned.Plan.Id.ToString());

        Assert.Equal(
            [Participants.TeOffice.ToString(), Participants.Kela.ToString(), Participants.Lappeenranta.ToString()],
            byAssistance.Holders.Select(answer => answer.Holder));
        Assert.Equal(byAssistance.Holders, byPlan.Holders);
    }

    [Fact]
    public async Task Compose_WhenSeveralThingsAreWrong_NamesAllAndAsksNobody()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var holders = FakeHolders.In(region);
        var request = new ComposeClientSummaryRequest
        {
            ClientId = await eetu.IdAsync(),
            Holders = { Participants.Region.ToString(), "1234567-1/MUNICIPALITY", Participants.Kela.ToString(), Participants.Kela.ToString() },
            ContentCategories = { DataCategory.BenefitDays, DataCategory.ServicePointers, DataCategory.EmploymentServices, DataCategory.EmploymentServices },
        };

        Assert.Equal(
            [
                ("holders[0]", "OWN_PARTICIPATION"), ("holders[1]", "UNKNOWN_PARTICIPANT"), ("holders[3]", "DUPLICATE"),
                ("content_categories[0]", "NOT_OF_SUMMARY"), ("content_categories[1]", "NOT_OF_SUMMARY"), ("content_categories[3]", "DUPLICATE"),
            ],
            await Refused.ViolationsAsync(region.Send(Participants.Worker, request)));
        Assert.Empty(holders.Asked);
    }

    [Fact]
    public async Task FindAssessments_WhenOneExists_TellsWhereAndJournalsTheLook()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var made = new AssessmentPointer
        {
            Kind = AssessmentKind.EmploymentPlan,
            MadeOn = "2023-09-15",
            Organisation = Participants.TeOffice.ToString(),
            Unit = "Yksikkö",
        };
        var holders = FakeHolders.In(region).Gives(
            Participants.TeOffice, DataCategory.AssessmentPointers, new DisclosedContent { AssessmentPointers = new AssessmentPointers { Pointers = { made } } });

        var found = await region.Send(Participants.Worker, new FindAssessmentsRequest { ClientId = await eetu.IdAsync() });

        Assert.Equal(
            [AnswerState.Given, AnswerState.Withheld, AnswerState.Withheld], found.Holders.Select(answer => answer.State));
        Assert.Equal(made, Assert.Single(found.Holders[0].Assessments));
        Assert.All(found.Holders, answer => Assert.Empty(answer.Services));
        Assert.All(holders.Asked, asked => Assert.Equal(DataCategory.AssessmentPointers, asked.Request.Categories.Single()));
        var row = await eetu.RowAsync();
        Assert.Equal(["F31 Ask", "F31 Ask", "F31 Ask", "F31 FindAssessments"], (await region.JournalAsync())
            .Where(step => step.FlowId == row.FlowId && step.Step.StartsWith("F31 ", StringComparison.Ordinal)).Select(step => step.Step).Order(StringComparer.Ordinal));
    }

    private static Grpc.Core.AsyncUnaryCall<ComposeClientSummaryResponse> Compose(RegionHost region, Caller caller, string clientId) =>
        region.Send(caller, new ComposeClientSummaryRequest { ClientId = clientId });
}
