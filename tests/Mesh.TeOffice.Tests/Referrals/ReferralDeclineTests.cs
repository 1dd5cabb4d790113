using Grpc.Core;
using Mesh.Messaging;
using Mesh.TeOffice.Referrals;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.TeOffice.Tests.Referrals;

/// <summary>A referral is declined here, or withdrawn by the region that made it.</summary>
public sealed class ReferralDeclineTests
{
    [Theory]
    [InlineData(ReferralKind.Invitation)]
    [InlineData(ReferralKind.Handover)]
    public async Task Decline_WhenItIsNotOurs_TellsTheRegionWhyAndWaitsNoLonger(ReferralKind kind)
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync(kind);
        var request = Declining(eetu);

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));

        var told = Assert.Single(await office.OutboxAsync());
        Assert.Equal((Participants.Region, eetu.FlowId, NoticeTypes.Of(RegionReferralDeclined.Descriptor)), (told.Recipient, told.FlowId, told.Type));
        Assert.Equal($$"""{ "referralId": "{{eetu.ReferralId}}", "reasonCode": "NOT_OUR_CLIENT" }""", told.Data);
        var row = Assert.Single(await office.RowsAsync<RegionReferralRow>());
        Assert.Equal((office.Now, "NOT_OUR_CLIENT", "te-expert-1"), (row.ClosedAt, row.DeclineReason, row.DeclinedBy));
        Assert.Empty((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals);
        Assert.Empty((await office.Send(Callers.Expert, new ListWorkRequest())).Items);
        var closed = (StatusCode.FailedPrecondition, "REFERRAL_CLOSED");
        Assert.Equal(closed, await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Acceptance())));
        Assert.Equal(closed, await Refused.ReasonAsync(office.Send(Callers.Expert, Declining(eetu))));
    }

    [Fact]
    public async Task Decline_WhenThePersonIsNobodysClient_IsAnybodysToDo()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = new EetusCase(office, "");
        await eetu.ReferAsync();

        await office.Send(Callers.Colleague, Declining(eetu));

        Assert.Equal(["RegionReferralDeclined"], await office.ToldAsync());
    }

    [Fact]
    public async Task Decline_WhenTheProfessionalHasNoTie_IsRefusedAsForAnUnknownReferral()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();

        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Colleague, Declining(new EetusCase(office, "")))),
            await Refused.BytesAsync(office.Send(Callers.Colleague, Declining(eetu))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, Declining(eetu))));
    }

    [Fact]
    public async Task Decline_WhenItWasAccepted_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        Assert.Equal(
            (StatusCode.FailedPrecondition, "ALREADY_ACCEPTED"), await Refused.ReasonAsync(office.Send(Callers.Expert, Declining(eetu))));
    }

    [Theory]
    [InlineData("123456_A")]
    [InlineData("1ST")]
    public async Task Decline_WhenTheReasonMayNotTravel_IsRefused(string reason)
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();

        Assert.Equal([("reason_code", "NOT_FOR_NOTICES")], await Refused.ViolationsAsync(office.Send(Callers.Expert, Declining(eetu, reason))));
    }

    [Fact]
    public async Task Refer_WhenToldAnewAfterADecline_WaitsAgain()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        await office.Send(Callers.Expert, Declining(eetu));

        await eetu.ReferAsync();

        Assert.Equal(eetu.ReferralId, Assert.Single((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals).ReferralId);
        Assert.NotEqual("", (await eetu.AcceptAsync()).CaseId);
    }

    [Fact]
    public async Task Withdraw_WhenItWaits_ClosesItAndAnInvitationToldBeforeIsNotTaken()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        var before = office.Now;
        office.MoveTo("6.12.2023");

        await WithdrawAsync(office, eetu);
        await office.ReceiveAsync(eetu.Notice(at: before));

        Assert.Empty((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals);
        Assert.Equal((StatusCode.FailedPrecondition, "REFERRAL_CLOSED"), await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Acceptance())));
        await eetu.ReferAsync();
        Assert.Single((await office.Send(Callers.Expert, new ListRegionReferralsRequest())).Referrals);
    }

    [Fact]
    public async Task Withdraw_WhenItWasAcceptedOrIsAnothers_ChangesNothing()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        await WithdrawAsync(office, eetu);
        await office.ReceiveAsync(RegionNotices.Of(office, new RegionReferralWithdrawn { ReferralId = eetu.ReferralId }, Participants.OtherRegion));

        Assert.Null(Assert.Single(await office.RowsAsync<RegionReferralRow>()).ClosedAt);
        Assert.Single(await office.ParkedAsync());
    }

    private static Task WithdrawAsync(OfficeHost office, EetusCase eetu) =>
        office.ReceiveAsync(RegionNotices.Of(office, new RegionReferralWithdrawn { ReferralId = eetu.ReferralId }, flow: eetu.FlowId));

    private static DeclineRegionReferralRequest Declining(EetusCase eetu, string reason = "NOT_OUR_CLIENT") =>
        new() { RequestId = AinosCase.Id(), ReferralId = eetu.ReferralId, ReasonCode = reason };
}
