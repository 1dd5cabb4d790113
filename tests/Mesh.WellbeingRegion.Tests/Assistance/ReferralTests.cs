using Google.Protobuf;
using Grpc.Core;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>F04: what the labour authority is told and gets, and what its answers do here.</summary>
public sealed class ReferralTests
{
    [Fact]
    public async Task Invite_WhenTheRegionStarts_TellsTheLabourAuthorityInTheFlowOfKelasNotice()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();
        var answer = await eetu.InviteAsync();

        Assert.Equal((AssistanceState.Invited, Participants.TeOffice.ToString(), 4), (answer.State, answer.LabourAuthority, answer.CaseVersion));
        var told = (await region.OutboxAsync())[^1];
        Assert.Equal((Participants.TeOffice, "LabourAuthorityInvited"), (told.Recipient, NoticeTypes.ShortName(told.Type)));
        Assert.Equal((await eetu.RowAsync()).FlowId, told.FlowId);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F04 LabourAuthorityInvited" && step.FlowId == told.FlowId);
    }

    [Fact]
    public async Task Invite_WhenItIsSentAgain_InvitesOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();
        var request = await eetu.InvitingAsync();

        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));
        Assert.Single(await region.ToldAsync<LabourAuthorityInvited>());
    }

    [Fact]
    public async Task Invite_WhenNothingIsEvaluatedOrNobodyIsResponsible_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        eetu.Municipality = "092";
        await eetu.NotifyAsync();
        await eetu.TakeAsync();
        var reasons = new List<string?> { await InviteAsync(region, eetu) };
        await eetu.EvaluateAsync();
        reasons.Add(await InviteAsync(region, eetu));

        Assert.Equal(["NOT_EVALUATED", "LABOUR_AUTHORITY_UNKNOWN"], reasons);
        Assert.Empty(await region.ToldAsync<LabourAuthorityInvited>());
        Assert.Equal(ReferralKind.Unspecified, (await eetu.RowAsync()).Referral);
    }

    [Fact]
    public async Task Disclose_WhenInvited_GivesTheReferralByDutyOnTheNoticeAndNamesTheClient()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        var response = await AskAsync(region, await InvitationIdAsync(region));

        Assert.Equal(("F04", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal(EetusCase.Code, content.PersonalIdentityCode);
        var invited = await eetu.InvitingAsync();
        Assert.Equal(
            new RegionReferral
            {
                ReferralId = await eetu.IdAsync(),
                Kind = ReferralKind.Invitation,
                RuleIds = { "AKT-ELIG-O25-3" },
                EndedMonthsInARow = 12,
                AssessedOn = "2023-12-04",
                HomeMunicipality = "405",
                ProposedTime = invited.ProposedTime,
                Representative = invited.Representative,
            },
            content.RegionReferral);
    }

    [Fact]
    public async Task Disclose_WhenHandedOver_StillGivesTheReferralWithoutRepresentative()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.StartingAuthority = StartingAuthority.LabourAuthority;
        await eetu.EvaluateAsync();
        await region.Send(Participants.Worker, await eetu.HandingOverAsync());
        var notice = (await region.OutboxAsync()).Single(told => NoticeTypes.ShortName(told.Type) == "AssistanceCaseHandedOver").Id;

        var referral = DisclosedContent.Parser.ParseFrom((await AskAsync(region, notice)).Content).RegionReferral;
        Assert.Equal((ReferralKind.Handover, null, null), (referral.Kind, referral.Representative, referral.ProposedTime));
    }

    [Fact]
    public async Task Disclose_WhenTheCaseIsClosedOrTheNoticeAnothers_IsRefusedAsForAnUnknownNotice()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        var notice = await InvitationIdAsync(region);
        var unknown = await Refused.BytesAsync(Asking(region, Guid.CreateVersion7()));
        Assert.Equal(unknown, await Refused.BytesAsync(Asking(region, notice, Participants.Pilot)));
        await region.Send(Participants.Worker, await eetu.ClosingAsync());

        Assert.Equal(unknown, await Refused.BytesAsync(Asking(region, notice)));
    }

    [Fact]
    public async Task Accepted_WhenTheLabourAuthorityOpensTheJointCase_LinksItForTheClientsWorker()
    {
        await using var region = await RegionHost.StartAsync();
        var opened = Guid.CreateVersion7();
        var eetu = await EetusCase.JoinedAsync(region, opened);

        var row = await eetu.RowAsync();
        Assert.Equal((AssistanceState.Joined, opened), (row.State, row.JointCaseId));
        var joint = Assert.Single(await region.RowsAsync<JointCaseRow>());
        Assert.Equal(
            (opened, Participants.TeOffice.ToString(), row.SubjectId, PlanState.Drafting, 1),
            (joint.CaseId, joint.Owner, joint.SubjectId, joint.State, joint.CaseVersion));
        Assert.Equal(["AKT-ELIG-O25-3"], Assert.Single((await region.Send(Participants.Worker, new ListJointCasesRequest())).JointCases).RuleIds);
        Assert.Empty((await region.Send(Participants.Colleague, new ListJointCasesRequest())).JointCases);
    }

    [Fact]
    public async Task Accepted_WhenTheWorkerGoesOn_CarriesActsToTheOwnerAndOthersGetNoBasis()
    {
        await using var region = await RegionHost.StartAsync();
        var owners = new OwnerCase { Person = EetusCase.Code, State = PlanState.Drafting, Version = 1 };
        region.Others.Labour.Cases[owners.Id] = owners;
        await EetusCase.JoinedAsync(region, owners.Id);
        var request = new ReportJointCapacityFindingRequest { RequestId = Requests.Id(), CaseId = owners.Id.ToString() };

        var answer = await region.Send(Participants.Worker, request);
        Assert.Equal([SignerRole.SocialCare], answer.CapacityFinding.FoundBy);
        Assert.Equal(
            Refused.NoBasis,
            await Refused.ReasonAsync(region.Send(Participants.Colleague, request)));
        Assert.Single(region.Others.Labour.Acts);
    }

    [Fact]
    public async Task Accepted_WhenItComesTwiceUnderTwoNotices_LinksOneJointCase()
    {
        await using var region = await RegionHost.StartAsync();
        var opened = Guid.CreateVersion7();
        var eetu = await EetusCase.JoinedAsync(region, opened);
        await eetu.AcceptedAsync(opened, version: 2);

        Assert.Single(await region.RowsAsync<JointCaseRow>());
        Assert.Empty(await region.ParkedAsync());
    }

    [Fact]
    public async Task Accepted_WhenItComesFromAnotherOrNamesAnotherCase_IsParkedAndChangesNothing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        await eetu.AcceptedAsync(Guid.CreateVersion7(), Participants.Pilot);
        Assert.Equal(AssistanceState.Invited, (await eetu.RowAsync()).State);
        var opened = Guid.CreateVersion7();
        await eetu.AcceptedAsync(opened);
        await eetu.AcceptedAsync(Guid.CreateVersion7());

        Assert.Equal(["EvidenceDamagedException", "EvidenceDamagedException"], await region.ParkedAsync());
        Assert.Equal(opened, Assert.Single(await region.RowsAsync<JointCaseRow>()).CaseId);
    }

    [Fact]
    public async Task Accepted_WhenNothingWasReferred_IsParked()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();
        await eetu.AcceptedAsync(Guid.CreateVersion7());

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
    }

    [Fact]
    public async Task FactRecorded_WhenAPlanIsMade_LiftsTheBlockAndMeetsTheRule()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        region.MoveTo("18.12.2023");
        eetu.Register.EmploymentPlanMadeOn = "2023-12-18";
        await eetu.FactRecordedAsync();

        var seen = await eetu.SeenAsync();
        Assert.Equal((MeasuresState.Allowed, "", RuleResult.Met), (seen.Measures, seen.BlockedReason, seen.Evaluation.Result));
        Assert.Equal("2023-12-18", seen.Standing.EmploymentPlanMadeOn);
        Assert.Equal(ActorRole.System, region.Others.Asked[^1].Request.Actor.Role);
        Assert.Equal(nameof(JobSearchFactHandler), (await region.RowsAsync<AssistanceEvaluationRow>()).MaxBy(row => row.EvaluatedAt)!.EvaluatedBy);
    }

    [Fact]
    public async Task FactRecorded_WhenTheJointCaseIsOpen_IsAskedByThatCase()
    {
        await using var region = await RegionHost.StartAsync();
        var opened = Guid.CreateVersion7();
        var eetu = await EetusCase.JoinedAsync(region, opened);
        await eetu.FactRecordedAsync();

        var asked = region.Others.Asked[^1].Request;
        Assert.Equal((opened.ToString(), null), (asked.Subject.CaseId, asked.Proof));
    }

    [Fact]
    public async Task FactRecorded_WhenTheLabourAuthorityIsUnreachable_StaysWithTheSender()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        var before = await eetu.RowAsync();
        region.Others.JobSearch = _ => throw FakeOthers.Unreachable();

        await Assert.ThrowsAsync<TransientNoticeException>(() => eetu.FactRecordedAsync());
        Assert.Equivalent(before, await eetu.RowAsync());
    }

    [Fact]
    public async Task FactRecorded_WhenTheCaseIsClosedOrItComesFromAnother_AsksNothing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        var asked = region.Others.Asked.Count;
        await eetu.FactRecordedAsync(Participants.Pilot);
        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        await eetu.FactRecordedAsync();

        Assert.Single(await region.ParkedAsync());
        Assert.Equal(asked, region.Others.Asked.Count);
    }

    [Fact]
    public async Task Referral_WhenItIsKept_LeavesTheRepresentativeUnreadable()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);

        var stored = (await eetu.RowAsync()).Representative!;
        Assert.DoesNotContain("Satu", ByteString.CopyFrom(stored).ToStringUtf8(), StringComparison.Ordinal);
    }

    private static async Task<string?> InviteAsync(RegionHost region, EetusCase eetu) =>
        (await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.InvitingAsync()))).Reason;

    private static async Task<Guid> InvitationIdAsync(RegionHost region) =>
        (await region.OutboxAsync()).Single(told => NoticeTypes.ShortName(told.Type) == "LabourAuthorityInvited").Id;

    private static async Task<DiscloseResponse> AskAsync(RegionHost region, Guid notice) => await Asking(region, notice);

    private static AsyncUnaryCall<DiscloseResponse> Asking(RegionHost region, Guid notice, Mesh.Identity.Participation? requester = null) =>
        region.Send(Participants.Peer(requester ?? Participants.TeOffice), new DiscloseRequest
        {
            RequestId = Requests.Id(),
            Subject = new Subject { NoticeId = notice.ToString() },
            Purpose = Purpose.ActivationPlanDrafting,
            Categories = { DataCategory.RegionReferral },
            Proof = new CaseProof { NoticeId = notice.ToString() },
            Actor = new Actor { PairwiseId = "system", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
        });
}
