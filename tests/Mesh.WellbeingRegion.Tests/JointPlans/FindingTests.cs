using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

/// <summary>The region's finding (KTT-NEED-1) and the information it gave (KTT-INFO-1), carried to the plan's owner.</summary>
public sealed class FindingTests
{
    [Fact]
    public async Task Finding_WhenTheOwnerTakesIt_IsCarriedOnceAndItsVersionLearnt()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        var request = Finding(accepted);
        var answer = await region.Send(Participants.Worker, request);

        Assert.Equal(4, answer.CaseVersion);
        Assert.Equal([SignerRole.SocialCare], answer.CapacityFinding.FoundBy);
        Assert.Equal(answer, await region.Send(Participants.Worker, request));
        var act = Assert.IsType<ReportCapacityFindingRequest>(region.Others.Labour.Acts.Last().Request);
        Assert.Equal((request.RequestId, "worker-1"), (act.RequestId, act.Actor.PairwiseId));
        var seen = Assert.Single((await region.Send(Participants.Worker, new ListJointCasesRequest())).JointCases);
        Assert.Equal((4, PlanState.Drafting), (seen.CaseVersion, seen.State));
        Assert.Single(await region.JournalAsync(), step => step.Step == "KTT-NEED-1 ReportCapacityFinding" && step.Road == Road.Cooperation);
    }

    [Fact]
    public async Task Finding_WhenTheRegionHasMadeIt_IsRefusedInTheRegionsWords()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        await region.Send(Participants.Worker, Finding(accepted));

        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_FOUND"), await Refused.ReasonAsync(region.Send(Participants.Worker, Finding(accepted))));
    }

    [Fact]
    public async Task Finding_WhenTheOwnerIsUnreachable_IsRefusedAndNothingIsLearnt()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        region.Others.Labour.Fails = FakeOthers.Unreachable();

        Assert.Equal((StatusCode.Unavailable, "OWNER_UNREACHABLE"), await Refused.ReasonAsync(region.Send(Participants.Worker, Finding(accepted))));
        Assert.Equal(3, Assert.Single((await region.Send(Participants.Worker, new ListJointCasesRequest())).JointCases).CaseVersion);
    }

    [Fact]
    public async Task Information_WhenTheOwnerTakesIt_IsCarriedWholeAndJournaled()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        var request = Information(accepted, region.Now);
        var answer = await region.Send(Participants.Worker, request);

        Assert.Equal([SignerRole.LabourAuthority, SignerRole.SocialCare], answer.GivenBy);
        var act = Assert.IsType<ReportBenefitInformationRequest>(region.Others.Labour.Acts.Last().Request);
        Assert.Equal((request.RequestId, request.InformedAt, InformationChannel.InPerson), (act.RequestId, act.InformedAt, act.Channel));
        Assert.Single(await region.JournalAsync(), step => step.Step == "KTT-INFO-1 ReportBenefitInformation");
    }

    [Fact]
    public async Task Information_WhenItIsToBeGivenLater_IsRefusedBeforeTheOwnerIsAsked()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        var acts = region.Others.Labour.Acts.Count;

        Assert.Equal(
            [("informed_at", "IN_FUTURE")],
            await Refused.ViolationsAsync(region.Send(Participants.Worker, Information(accepted, region.Now.AddSeconds(1)))));
        Assert.Equal(acts, region.Others.Labour.Acts.Count);
    }

    [Fact]
    public async Task Acts_WhenTheProfessionalHasNoTie_GetNoBasisWithoutAskingTheOwner()
    {
        await using var region = await RegionHost.StartAsync();
        var accepted = await AcceptedAsync(region);
        var acts = region.Others.Labour.Acts.Count;

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, Finding(accepted))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, Information(accepted, region.Now))));
        Assert.Equal(acts, region.Others.Labour.Acts.Count);
    }

    private static async Task<OwnerCase> AcceptedAsync(RegionHost region)
    {
        var invited = new OwnerCase();
        region.Others.Labour.Cases[invited.Id] = invited;
        var notice = region.Envelope(
            new PlanInvitationSent { CaseId = invited.Id.ToString(), CaseVersion = invited.Version }, Participants.TeOffice, invited.FlowId);
        region.Others.Labour.Notices[notice.Id] = invited;
        await region.ReceiveAsync(notice);
        await region.Send(Participants.Worker, Requests.Accept(invited));
        return invited;
    }

    private static ReportJointCapacityFindingRequest Finding(OwnerCase about) => new() { RequestId = Requests.Id(), CaseId = about.Id.ToString() };

    private static ReportJointBenefitInformationRequest Information(OwnerCase about, DateTimeOffset at) => new()
    {
        RequestId = Requests.Id(),
        CaseId = about.Id.ToString(),
        InformedAt = at.ToTimestamp(),
        Channel = InformationChannel.InPerson,
    };
}
