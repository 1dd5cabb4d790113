using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Mesh.WellbeingRegion.Tests.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.Tests.MyCare;

/// <summary>What the client sees of his or her own matters at the region, and of nobody else's.</summary>
public sealed class MyCareTests
{
    private static readonly string Office = Participants.TeOffice.ToString();

    [Fact]
    public async Task ListMyCareCases_WhenTheCaseGoesOn_ShowsWhereItStandsAndWhatComesNext()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        var seen = await CaseAsync(region);
        Assert.Equal((await eetu.IdAsync(), CaseKind.ProlongedAssistance, "2023-12-01"), (seen.CaseId, seen.Kind, seen.OpenedOn));
        Assert.Equal((AssistanceState.Received, "", "TAKE_CASE SocialCare 2023-12-07"), (seen.State, seen.ReferredTo, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        region.MoveTo("4.12.2023");
        await eetu.TakeAsync();
        seen = await CaseAsync(region);
        Assert.Equal((AssistanceState.Taken, "EVALUATE_CASE SocialCare 2023-12-13"), (seen.State, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        // The labour authority has been asked by now, and is nobody yet that the case was referred to.
        await eetu.EvaluateAsync();
        seen = await CaseAsync(region);
        Assert.Equal((AssistanceState.Taken, "", "DECIDE_ON_CASE SocialCare 2023-12-13"), (seen.State, seen.ReferredTo, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        await eetu.InviteAsync();
        seen = await CaseAsync(region);
        Assert.Equal((AssistanceState.Invited, Office, "", "ACCEPT_REFERRAL LabourAuthority "), (seen.State, seen.ReferredTo, seen.JointCaseId, Text(seen.NextSteps)));

        var joint = Guid.CreateVersion7();
        await eetu.AcceptedAsync(joint);
        seen = await CaseAsync(region);
        Assert.Equal((AssistanceState.Joined, joint.ToString(), ""), (seen.State, seen.JointCaseId, Text(seen.NextSteps)));
    }

    [Fact]
    public async Task ListMyCareCases_WhenTheCaseIsHandedOver_WaitsForTheLabourAuthority()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.StartingAuthority = StartingAuthority.LabourAuthority;
        await eetu.EvaluateAsync();
        await region.Send(Participants.Worker, await eetu.HandingOverAsync());

        var seen = await CaseAsync(region);
        Assert.Equal((AssistanceState.HandedOver, Office, "ACCEPT_REFERRAL LabourAuthority "), (seen.State, seen.ReferredTo, Text(seen.NextSteps)));
    }

    [Fact]
    public async Task ListMyCareCases_WhenAClosedCaseIsFollowedByAnother_ShowsBothNewestChangeFirst()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        Assert.Equal((AssistanceState.Closed, ""), ((await CaseAsync(region)).State, Text((await CaseAsync(region)).NextSteps)));

        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();

        Assert.Equal([AssistanceState.Received, AssistanceState.Closed], (await ListAsync(region)).AssistanceCases.Select(seen => seen.State));
    }

    [Fact]
    public async Task ListMyCareCases_WhenAnotherClientLooks_ShowsNothingWhetherKnownHereOrNot()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        Assert.Equal(new ListMyCareCasesResponse(), await ListAsync(region, Participants.AinoHerself));

        planned.Eetu.Person = Participants.Aino;
        await planned.Eetu.NotifyAsync();

        var ainos = await ListAsync(region, Participants.AinoHerself);
        var eetus = await ListAsync(region);
        Assert.Equal(AssistanceState.Received, Assert.Single(ainos.AssistanceCases).State);
        Assert.Empty(ainos.Placements);
        Assert.NotEqual(ainos.AssistanceCases[0].CaseId, Assert.Single(eetus.AssistanceCases).CaseId);
        Assert.Single(eetus.Placements);
    }

    [Fact]
    public async Task ListMyCareCases_WhenAPlacementGoesOn_ShowsItsDaysAndWhatComesNext()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var seen = await PlacementAsync(region);
        Assert.Equal(
            (planned.PlacementId, planned.Plan.Id.ToString(), "2024-01-22", "2024-04-21"), (seen.PlacementId, seen.JointCaseId, seen.FirstDay, seen.LastDay));
        Assert.Equal((PlacementState.Agreed, "REQUEST_PLACE SocialCare 2024-01-22"), (seen.State, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        await planned.RequestPlaceAsync();
        seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.PlaceRequested, "CONFIRM_PLACE Unspecified 2024-01-22"), (seen.State, Text(seen.NextSteps)));

        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Confirm());
        seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.PlaceConfirmed, "", "START_WORK SocialCare 2024-01-22"), (seen.State, seen.StartedOn, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        region.MoveTo("22.1.2024");
        planned.Follow(new Placement { PlacementId = planned.PlacementId, PlacementVersion = (await planned.RowAsync()).Version });
        planned.Follow((await region.Send(Participants.Worker, planned.Start("2024-01-22"))).Placement);
        region.MoveTo("21.4.2024");
        seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.Started, "2024-01-22", "END_WORK SocialCare 2024-04-21"), (seen.State, seen.StartedOn, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        await region.Send(Participants.Worker, planned.End("2024-04-21"));
        seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.Ended, "2024-04-21", "JOB_COACHING", ""), (seen.State, seen.EndedOn, seen.NextStepCode, Text(seen.NextSteps)));
    }

    [Fact]
    public async Task ListMyCareCases_WhenThePlaceIsDeclined_WaitsForAnother()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        await planned.RequestPlaceAsync();
        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Decline());

        var seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.PlaceDeclined, "AGREE_OTHER_PLACE SocialCare "), (seen.State, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);
    }

    [Fact]
    public async Task ListMyCareCases_WhenAPersonMustJudgeTheContract_WaitsForThatAndForNothingOnceRejected()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => asked.Contract.PriceCents = 100);
        var seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.LegalReview, "RESOLVE_LEGAL_REVIEW SocialCare 2024-01-22"), (seen.State, Text(seen.NextSteps)));
        await AssertQueuedAsync(region, seen.NextSteps);

        await region.Send(Participants.Worker, planned.Resolve(accepted: false));

        seen = await PlacementAsync(region);
        Assert.Equal((PlacementState.Rejected, ""), (seen.State, Text(seen.NextSteps)));
    }

    [Fact]
    public async Task ListMyCareCases_WhenPeopleHaveWrittenOfTheClient_HoldsNoWordOrNameOfTheirs()
    {
        await using var region = await RegionHost.StartAsync();
        await PlannedCase.StartedAsync(region);
        var shown = (await ListAsync(region)).ToString();

        Assert.All(
            ["Eetu", EetusCase.Code, "Satu", "Lappeenrannan", "Tuki", "perehdytyksen", "worker-1", "supervisor-1"],
            word => Assert.DoesNotContain(word, shown, StringComparison.Ordinal));
    }

    private static async Task<ListMyCareCasesResponse> ListAsync(RegionHost region, Caller? caller = null) =>
        await region.Send(caller ?? Participants.EetuHimself, new ListMyCareCasesRequest());

    private static async Task<MyAssistanceCase> CaseAsync(RegionHost region) => Assert.Single((await ListAsync(region)).AssistanceCases);

    private static async Task<MyPlacement> PlacementAsync(RegionHost region) => Assert.Single((await ListAsync(region)).Placements);

    private static string Text(IEnumerable<NextStep> steps) => string.Join(", ", steps.Select(step => $"{step.Code} {step.Who} {step.DueOn}"));

    // What the client is told the region does next stands in its professionals' queue by the same code.
    private static async Task AssertQueuedAsync(RegionHost region, IEnumerable<NextStep> steps)
    {
        var queue = (await region.As<WorkQueueService.WorkQueueServiceClient>(Participants.Worker).ListWorkAsync(new())).Items.Select(item => item.Code);
        Assert.Contains(Assert.Single(steps).Code, queue);
    }
}
