using Mesh.Messaging;
using Mesh.TeOffice.Referrals;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Tests.Referrals;

/// <summary>F04 as it comes: fetched through the region's door, kept once, and found by who may work on it.</summary>
public sealed class ReferralReceiptTests
{
    [Fact]
    public async Task Receive_WhenInvited_FetchesByTheNoticeAndListsTheReferralInItsFlow()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellReferral(People.Eetu, eetu.Referral());
        var notice = eetu.Notice();

        await office.ReceiveAsync(notice);

        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal(
            (Participants.Region, notice.Id.ToString(), Purpose.ActivationPlanDrafting),
            (holder, request.Subject.NoticeId, request.Purpose));
        Assert.Equal([DataCategory.RegionReferral], request.Categories);
        var entry = Assert.Single(await ListAsync(office));

        // 6.12. is Independence Day: three working days from a Monday end on Friday.
        Assert.Equal(
            (eetu.ReferralId, Participants.Region.ToString(), ReferralKind.Invitation, eetu.JobseekerId, "2023-12-04", "2023-12-08"),
            (entry.ReferralId, entry.Region, entry.Kind, entry.JobseekerId, entry.ReceivedOn, entry.AcknowledgeBy));
        Assert.Equal(["AKT-ELIG-O25-3"], entry.RuleIds);
        Assert.Equal((EetusCase.RepresentativeName, "", eetu.FlowId.ToString()), (entry.Representative.Name, entry.CaseId, entry.FlowId));
        Assert.Empty(await ListAsync(office, colleague: true));
    }

    [Fact]
    public async Task Receive_WhenToldTwice_IsOneReferralAndOneDisclosureForEachNotice()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellReferral(People.Eetu, eetu.Referral());
        var notice = eetu.Notice();

        await office.ReceiveAsync(notice);
        await office.ReceiveAsync(notice);
        Assert.Single(office.Doors.Asked);
        await office.ReceiveAsync(eetu.Notice());

        Assert.Single(await office.RowsAsync<RegionReferralRow>());
        Assert.Single(await ListAsync(office));
        Assert.Empty(await office.ParkedAsync());
    }

    [Fact]
    public async Task Receive_WhenThePersonIsNotRegistered_IsEverybodysUntilSomebodyRegistersThePerson()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        await new EetusCase(office, "").ReferAsync();
        Assert.Equal("", Assert.Single(await ListAsync(office)).JobseekerId);
        Assert.Equal("", Assert.Single(await ListAsync(office, colleague: true)).JobseekerId);

        var eetu = await EetusCase.RegisterAsync(office);

        Assert.Equal(eetu.JobseekerId, Assert.Single(await ListAsync(office)).JobseekerId);
        Assert.Empty(await ListAsync(office, colleague: true));
    }

    [Fact]
    public async Task Receive_WhenHandedOver_ListsIt()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);

        await eetu.ReferAsync(ReferralKind.Handover);

        var entry = Assert.Single(await ListAsync(office));
        Assert.Equal((ReferralKind.Handover, null), (entry.Kind, entry.Representative));
    }

    [Fact]
    public async Task Receive_WhenAnInvitationHasBecomeAHandover_IsTheHandoverInWhicheverOrderTheyCome()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellReferral(People.Eetu, eetu.Referral(ReferralKind.Handover));

        await office.ReceiveAsync(eetu.Notice(ReferralKind.Handover));
        office.Doors.TellReferral(People.Eetu, eetu.Referral());
        await office.ReceiveAsync(eetu.Notice(at: office.Now.AddMinutes(-1)));

        Assert.Equal(ReferralKind.Handover, Assert.Single(await ListAsync(office)).Kind);
        Assert.Single(office.Doors.Asked);
    }

    [Fact]
    public async Task Receive_WhenAHandoverFollowsAnInvitation_ReplacesIt()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();

        await eetu.ReferAsync(ReferralKind.Handover);

        Assert.Equal(ReferralKind.Handover, Assert.Single(await ListAsync(office)).Kind);
    }

    [Fact]
    public async Task Receive_WhenTheRegionIsUnreachable_IsKeptByTheSenderAndHandledOnceItAnswers()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.BeUnreachable();
        var notice = eetu.Notice();

        Assert.Equal("SENDER_UNREACHABLE", (await Assert.ThrowsAsync<TransientNoticeException>(() => office.ReceiveAsync(notice))).Code);
        Assert.Empty(await office.RowsAsync<RegionReferralRow>());
        office.Doors.TellReferral(People.Eetu, eetu.Referral());
        await office.ReceiveAsync(notice);

        Assert.Single(await ListAsync(office));
    }

    [Fact]
    public async Task Receive_WhenTheRegionWithholds_IsParked()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.Withhold();

        await office.ReceiveAsync(eetu.Notice());

        Assert.Single(await office.ParkedAsync());
        Assert.Empty(await office.RowsAsync<RegionReferralRow>());
    }

    [Fact]
    public async Task Receive_WhenItIsNotARegionsNotice_IsParkedAndNobodyIsAsked()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellReferral(People.Eetu, eetu.Referral());

        await office.ReceiveAsync(eetu.Notice(source: Participants.Kela));

        Assert.Empty(office.Doors.Asked);
        Assert.Single(await office.ParkedAsync());
    }

    [Fact]
    public async Task Receive_WhenAnotherRegionNamesTheReferral_IsParkedAndNothingChanges()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        office.Doors.TellReferral(People.Aino, eetu.Referral(ReferralKind.Handover));

        await office.ReceiveAsync(eetu.Notice(ReferralKind.Handover, Participants.OtherRegion));

        Assert.Single(office.Doors.Asked);
        Assert.Single(await office.ParkedAsync());
        var row = Assert.Single(await office.RowsAsync<RegionReferralRow>());
        Assert.Equal((Participants.Region.ToString(), ReferralKind.Invitation), (row.Region, row.Kind));
    }

    public static TheoryData<string> Mismatches() => ["another referral", "another person", "not artificial", "no kind", "no assessment"];

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task Receive_WhenWhatIsGivenDoesNotFit_IsParkedAndNothingIsTaken(string mismatch)
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        var referral = eetu.Referral(ReferralKind.Handover);
        var person = mismatch switch
        {
            "another person" => People.Aino,
            "not artificial" => Identity.PersonalIdentityCode.Parse("131052-308T").Value,
            _ => People.Eetu,
        };
        referral.ReferralId = mismatch == "another referral" ? AinosCase.Id() : referral.ReferralId;
        referral.Kind = mismatch == "no kind" ? ReferralKind.Unspecified : referral.Kind;
        referral.AssessedOn = mismatch == "no assessment" ? "" : referral.AssessedOn;
        office.Doors.TellReferral(person, referral);

        await office.ReceiveAsync(eetu.Notice(ReferralKind.Handover));

        Assert.Single(await office.ParkedAsync());
        Assert.Equal(ReferralKind.Invitation, Assert.Single(await office.RowsAsync<RegionReferralRow>()).Kind);
    }

    [Fact]
    public async Task List_WhenThereAreMoreThanAPage_GivesEachOnceNewestFirst()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var (eetu, second) = (await EetusCase.RegisterAsync(office), await EetusCase.RegisterAsync(office));
        await eetu.ReferAsync();
        office.MoveTo("5.12.2023");
        await second.ReferAsync();

        var first = await office.Send(Callers.Expert, new ListRegionReferralsRequest { PageSize = 1 });
        var rest = await office.Send(Callers.Expert, new ListRegionReferralsRequest { PageSize = 1, PageToken = first.NextPageToken });

        Assert.Equal([second.ReferralId, eetu.ReferralId], first.Referrals.Concat(rest.Referrals).Select(entry => entry.ReferralId));
    }

    private static async Task<IReadOnlyList<RegionReferralEntry>> ListAsync(OfficeHost office, bool colleague = false) =>
        (await office.Send(colleague ? Callers.Colleague : Callers.Expert, new ListRegionReferralsRequest())).Referrals;
}
