using Grpc.Core;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>What the region does when the labour authority declines, is no longer the one, has accepted a handover, or cannot be told.</summary>
public sealed class ReferAnewTests
{
    [Fact]
    public async Task Declined_WhenInvited_GivesTheCaseBackAndWhoDeclinedHasNoMorePartInIt()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        var invited = (await region.OutboxAsync())[^1].Id;

        await DeclinedAsync(region, eetu);

        var seen = await eetu.SeenAsync();
        Assert.Equal((AssistanceState.Taken, "NOT_OUR_CLIENT"), (seen.State, seen.DeclineReasonCode));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(Asking(region, invited)));
        Assert.Equal(["DECIDE_ON_CASE"], await StepsAsync(region));
        Assert.Empty(await region.ParkedAsync());

        Assert.Equal(AssistanceState.Invited, (await eetu.InviteAsync()).State);
        Assert.Equal("", (await eetu.SeenAsync()).DeclineReasonCode);
        Assert.Equal(2, (await region.ToldAsync<LabourAuthorityInvited>()).Count);
        Assert.Empty(await region.ToldAsync<RegionReferralWithdrawn>());
    }

    [Fact]
    public async Task Declined_WhenHandedOver_LetsTheRegionStartAndTellsKela()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await HandedOverAsync(region);

        await DeclinedAsync(region, eetu);

        Assert.Equal(["CASE_OPENED", "HANDED_TO_LABOUR_AUTHORITY", "CASE_OPENED"], (await region.ToldAsync<AssistanceNoticeHandled>()).TakeLast(3).Select(told => told.StateCode));
        Assert.Equal(AssistanceState.Invited, (await eetu.InviteAsync()).State);
    }

    [Fact]
    public async Task Declined_WhenTheCaseIsClosedJoinedOrAnothers_ChangesNothing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        await DeclinedAsync(region, eetu, Participants.Pilot);
        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        await DeclinedAsync(region, eetu);

        Assert.Equal((AssistanceState.Closed, ""), ((await eetu.RowAsync()).State, (await eetu.RowAsync()).DeclineReason));
    }

    [Fact]
    public async Task Declined_WhenTheJointCaseIsOpen_ChangesNothing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.JoinedAsync(region, Guid.CreateVersion7());

        await DeclinedAsync(region, eetu);

        Assert.Equal(AssistanceState.Joined, (await eetu.RowAsync()).State);
    }

    [Fact]
    public async Task Accepted_WhenHandedOver_WaitsForTheLabourAuthorityNoLonger()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await HandedOverAsync(region);
        Assert.Equal(["ACCEPT_REFERRAL"], AssistanceNextSteps.Of(await eetu.RowAsync()).Select(step => step.Code));

        await eetu.AcceptedAsync(Guid.CreateVersion7());

        var row = await eetu.RowAsync();
        Assert.Equal((AssistanceState.HandedOver, null, region.Now), (row.State, row.JointCaseId, row.HandoverAcceptedAt));
        Assert.Empty(AssistanceNextSteps.Of(row));
        await DeclinedAsync(region, eetu);
        Assert.Equal(AssistanceState.HandedOver, (await eetu.RowAsync()).State);
    }

    [Fact]
    public async Task Invite_WhenAnotherAuthorityIsResponsibleByNow_InvitesThatOneAndTellsTheFirst()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.InvitingAsync()))).Reason);
        await region.TamperAsync("UPDATE assistance_case SET home_municipality = '092', client_group = 'PILOT'");

        var answer = await eetu.InviteAsync();

        Assert.Equal(Participants.Pilot.ToString(), answer.LabourAuthority);
        var told = await region.OutboxAsync();
        Assert.Equal(
            [(Participants.TeOffice, "RegionReferralWithdrawn"), (Participants.Pilot, "LabourAuthorityInvited")],
            told.TakeLast(2).Select(notice => (notice.Recipient, NoticeTypes.ShortName(notice.Type))).OrderByDescending(notice => notice.Item2));

        // The first one's answer comes too late.
        await eetu.AcceptedAsync(Guid.CreateVersion7());
        Assert.Equal((AssistanceState.Invited, Participants.Pilot.ToString()), ((await eetu.RowAsync()).State, (await eetu.RowAsync()).LabourAuthority));
        Assert.Single(await region.ParkedAsync());
    }

    [Fact]
    public async Task Invite_WhenTheHandoverWasNotAnsweredAndAnotherIsResponsibleByNow_StartsAndTellsKela()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await HandedOverAsync(region);
        await region.TamperAsync("UPDATE assistance_case SET home_municipality = '092', client_group = 'PILOT'");
        eetu.Register.StartingAuthority = StartingAuthority.SocialCare;
        await region.TamperAsync("UPDATE assistance_case SET starting_authority = @s", ("s", (int)StartingAuthority.SocialCare));

        Assert.Equal(AssistanceState.Invited, (await eetu.InviteAsync()).State);
        Assert.Equal("CASE_OPENED", (await region.ToldAsync<AssistanceNoticeHandled>())[^1].StateCode);
        Assert.Single(await region.ToldAsync<RegionReferralWithdrawn>());
    }

    [Fact]
    public async Task Invite_WhenTheHandoverWasAccepted_StaysWithWhoAccepted()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await HandedOverAsync(region);
        await eetu.AcceptedAsync(Guid.CreateVersion7());
        await region.TamperAsync("UPDATE assistance_case SET home_municipality = '092', client_group = 'PILOT'");

        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.InvitingAsync()))).Reason);
    }

    [Theory]
    [InlineData("PILOT", "pilot")]
    [InlineData("GENERAL", "office")]
    public async Task Group_WhenKelaTellsNone_IsRecordedAndNamesTheAuthority(string group, string authority)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await InVantaaAsync(region);
        Assert.Equal("RecordClientGroup", await MethodAsync(region));

        var recorded = await region.Send(Participants.Worker, await RecordingAsync(eetu, group));

        var expected = (authority == "pilot" ? Participants.Pilot : Participants.TeOffice).ToString();
        Assert.Equal(expected, recorded.LabourAuthority);
        Assert.Equal(group, (await eetu.SeenAsync()).ClientGroup);
        await eetu.EvaluateAsync();
        Assert.Equal(expected, region.Others.Asked[^1].Holder.ToString());
        Assert.Equal(expected, (await eetu.InviteAsync()).LabourAuthority);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "ROLE-KEY RecordClientGroup");
    }

    [Fact]
    public async Task Group_WhenKelaTellsAnother_KelasStands()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await InVantaaAsync(region);
        await region.Send(Participants.Worker, await RecordingAsync(eetu, "GENERAL"));
        await region.TamperAsync("UPDATE assistance_case SET client_group = 'PILOT'");

        Assert.Equal(Participants.Pilot.ToString(), (await eetu.InviteAsync()).LabourAuthority);
    }

    [Fact]
    public async Task Group_WhenTheDirectoryKnowsNoSuchOneOrTheCaseIsAnothers_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await InVantaaAsync(region);

        Assert.Equal([("client_group", "UNKNOWN_CLIENT_GROUP")], await Refused.ViolationsAsync(region.Send(Participants.Worker, await RecordingAsync(eetu, "SENIORS"))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, await RecordingAsync(eetu, "PILOT"))));
        Assert.Equal("", (await eetu.RowAsync()).RecordedClientGroup);
    }

    private static async Task<EetusCase> HandedOverAsync(RegionHost region)
    {
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.StartingAuthority = StartingAuthority.LabourAuthority;
        await eetu.EvaluateAsync();
        await region.Send(Participants.Worker, await eetu.HandingOverAsync());
        return eetu;
    }

    private static async Task<EetusCase> InVantaaAsync(RegionHost region)
    {
        var eetu = EetusCase.In(region);
        eetu.Municipality = "092";
        await eetu.NotifyAsync();
        region.MoveTo("4.12.2023");
        await eetu.TakeAsync();
        await eetu.EvaluateAsync();
        return eetu;
    }

    private static async Task DeclinedAsync(RegionHost region, EetusCase eetu, Participation? source = null) => await region.ReceiveAsync(region.Envelope(
        new RegionReferralDeclined { ReferralId = await eetu.IdAsync(), ReasonCode = "NOT_OUR_CLIENT" }, source ?? Participants.TeOffice));

    private static async Task<RecordClientGroupRequest> RecordingAsync(EetusCase eetu, string group) =>
        new() { RequestId = Requests.Id(), CaseId = await eetu.IdAsync(), ExpectedVersion = (await eetu.RowAsync()).Version, ClientGroup = group };

    private static async Task<IEnumerable<string>> StepsAsync(RegionHost region) => (await WorkAsync(region)).Select(item => item.Code);

    private static async Task<string> MethodAsync(RegionHost region) => Assert.Single(await WorkAsync(region)).Method.Split('/')[1];

    private static async Task<IEnumerable<Tyollisyys.Mesh.Protos.Work.V1.WorkItem>> WorkAsync(RegionHost region) =>
        (await region.As<Tyollisyys.Mesh.Protos.Work.V1.WorkQueueService.WorkQueueServiceClient>(Participants.Worker).ListWorkAsync(new())).Items;

    private static AsyncUnaryCall<DiscloseResponse> Asking(RegionHost region, Guid notice) =>
        region.Send(Participants.Peer(Participants.TeOffice), new DiscloseRequest
        {
            RequestId = Requests.Id(),
            Subject = new Subject { NoticeId = notice.ToString() },
            Purpose = Purpose.ActivationPlanDrafting,
            Categories = { DataCategory.RegionReferral },
            Proof = new CaseProof { NoticeId = notice.ToString() },
            Actor = new Actor { PairwiseId = "system", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
        });
}
