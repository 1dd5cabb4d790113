using Grpc.Core;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>KTT-INFO-1: both authorities tell the client of benefits and compensations before the client signs.</summary>
public sealed class BenefitInformationTests
{
    private const string BothMissing = "LABOUR_AUTHORITY,SOCIAL_CARE";

    [Fact]
    public async Task Sign_WhenEverythingHappensAsInSc2_RefusesTheEarlySignatureAndBecomesActive()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);
        await eetu.FindJointlyAsync();
        Assert.Equal([SignerRole.LabourAuthority], await eetu.InformAsync(SignerRole.LabourAuthority));
        office.MoveTo("15.1.2024", hour: 8);

        Assert.Equal(Missing("SOCIAL_CARE"), await SignAsync(office, eetu));
        office.MoveTo("15.1.2024", hour: 9);
        Assert.Equal([SignerRole.LabourAuthority, SignerRole.SocialCare], await eetu.InformAsync(SignerRole.SocialCare));
        office.MoveTo("15.1.2024", hour: 10);
        await office.Send(Callers.Eetu, eetu.OwnSignature());
        await office.Send(Callers.Expert, eetu.Signature());
        var active = await office.Send(Callers.Region, eetu.Cosignature());

        Assert.Equal((PlanState.Active, "2024-01-15"), (active.State, active.EffectiveOn));
        var plan = await eetu.GetAsync();
        Assert.Equal(("2024-04-15", "2024-04-15"), (plan.Review.DueDate, Assert.Single(plan.NextSteps).DueOn));
        Assert.Equal(
            [(SignerRole.LabourAuthority, InformationChannel.InPerson), (SignerRole.SocialCare, InformationChannel.Remote)],
            plan.BenefitInformation.Select(given => (given.GivenBy, given.Channel)));
        Assert.Equal(
            [Morning("10.1.2024"), Morning("15.1.2024")], plan.BenefitInformation.Select(given => given.InformedAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Sign_WhenNobodyHasInformed_NamesBothToTheClientAndLetsTheAuthoritiesSign()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);

        Assert.Equal(Missing(BothMissing), await SignAsync(office, eetu));

        Assert.Equal(1, (await office.Send(Callers.Expert, eetu.Signature())).Signatures);
        Assert.Equal(2, (await office.Send(Callers.Region, eetu.Cosignature())).Signatures);
        Assert.Equal(Missing(BothMissing), await SignAsync(office, eetu));
        Assert.Contains("KTT_INFO_MISSING", (await office.JournalAsync()).Select(step => step.Outcome));
    }

    [Fact]
    public async Task Sign_WhenInformedInTheSameInstant_IsRefusedAndPassesOneTickLater()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);
        await eetu.InformAsync(SignerRole.LabourAuthority);
        office.MoveTo("15.1.2024", hour: 10);
        await eetu.InformAsync(SignerRole.SocialCare);

        Assert.Equal(Missing("SOCIAL_CARE"), await SignAsync(office, eetu));
        office.MoveBy(TimeSpan.FromTicks(1));

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
    }

    [Fact]
    public async Task Sign_WhenToldEarlierButRecordedInTheSameInstant_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);
        await eetu.InformAsync(SignerRole.LabourAuthority);
        office.MoveTo("16.1.2024");
        await eetu.InformAsync(SignerRole.SocialCare, Morning("15.1.2024").AddHours(1));

        Assert.Equal(Missing("SOCIAL_CARE"), await SignAsync(office, eetu));
        office.MoveBy(TimeSpan.FromTicks(1));

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
    }

    [Fact]
    public async Task Sign_WhenInformedAgainInTheSameInstant_GoesByTheFirstTime()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);
        await eetu.InformAsync(SignerRole.LabourAuthority);
        await eetu.InformAsync(SignerRole.SocialCare);
        office.MoveTo("16.1.2024");

        Assert.Equal([SignerRole.LabourAuthority, SignerRole.SocialCare], await eetu.InformAsync(SignerRole.SocialCare));

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
    }

    [Fact]
    public async Task Sign_WhenTheRegionContributedTheWorkActivity_NeedsTheInformationToo()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await eetu.ContributeAsync(EetusCase.Ktt());
        await eetu.DraftAsync(EetusCase.Service(ServiceKind.Employment));

        Assert.Equal(Missing(BothMissing), await SignAsync(office, eetu));
    }

    [Fact]
    public async Task Sign_WhenThePlanHoldsNoWorkActivity_NeedsNoInformation()
    {
        await using var office = await OfficeHost.StartAsync("15.1.2024");
        var eetu = await EetusCase.DraftedAsync(office, EetusCase.Service(ServiceKind.Social));

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
    }

    [Theory]
    [InlineData(-1, "INFORMED_BEFORE_CASE")]
    [InlineData(0, null)]
    [InlineData(1, null)]
    public async Task Inform_WhenDatedAboutTheOpeningOfTheCase_CountsFromThatInstant(int ticks, string? refusal)
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        office.MoveTo("11.1.2024");
        var at = Morning("10.1.2024").AddTicks(ticks);

        if (refusal is null)
        {
            Assert.Equal([SignerRole.LabourAuthority], await eetu.InformAsync(SignerRole.LabourAuthority, at));
            Assert.Equal(at, Assert.Single(await office.RowsAsync<BenefitInformationRow>()).InformedAt);
        }
        else
        {
            Assert.Equal((StatusCode.FailedPrecondition, refusal), await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.OwnInformation(at))));
            Assert.Equal((StatusCode.FailedPrecondition, refusal), await Refused.ReasonAsync(office.Send(Callers.Region, eetu.RegionInformation(at))));
            Assert.Empty(await office.RowsAsync<BenefitInformationRow>());
        }
    }

    [Fact]
    public async Task Inform_WhenDatedAhead_IsRefusedFromTheNextTickOn()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var ahead = office.Now.AddTicks(1);

        Assert.Equal([("informed_at", "IN_FUTURE")], await Refused.ViolationsAsync(office.Send(Callers.Expert, eetu.OwnInformation(ahead))));
        Assert.Equal([("informed_at", "IN_FUTURE")], await Refused.ViolationsAsync(office.Send(Callers.Region, eetu.RegionInformation(ahead))));
        Assert.Equal([SignerRole.SocialCare], await eetu.InformAsync(SignerRole.SocialCare, office.Now));
    }

    [Fact]
    public async Task Inform_WhenSentTwice_IsOneRecordWithBothClocks()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var request = eetu.RegionInformation();

        Assert.Equal(await office.Send(Callers.Region, request), await office.Send(Callers.Region, request));

        var row = Assert.Single(await office.RowsAsync<BenefitInformationRow>());
        Assert.Equal(
            (SignerRole.SocialCare, Participants.Region.ToString(), "region-worker-1", office.Now, office.Now, office.Machine.GetUtcNow()),
            (row.Role, row.Participation, row.PersonId, row.InformedAt, row.KnownFrom, row.RecordedAt));
    }

    [Fact]
    public async Task Inform_WhenTheCaseIsNotTheCallers_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var (own, reported) = (eetu.OwnInformation(), eetu.RegionInformation());
        (own.CaseId, reported.CaseId) = (AinosCase.Id(), AinosCase.Id());

        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Colleague, own)),
            await Refused.BytesAsync(office.Send(Callers.Colleague, eetu.OwnInformation())));
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, reported)),
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, eetu.RegionInformation())));
    }

    private static (StatusCode Code, string? Reason, string? Value) Missing(string authorities) =>
        (StatusCode.FailedPrecondition, "KTT_INFO_MISSING", authorities);

    private static Task<(StatusCode Code, string? Reason, string? Value)> SignAsync(OfficeHost office, EetusCase eetu) =>
        Refused.DetailAsync(office.Send(Callers.Eetu, eetu.OwnSignature()), "missing");

    private static DateTimeOffset Morning(string day) => HelsinkiTime.StartOf(Days.Day(day)).AddHours(9);
}
