using System.Security.Cryptography;
using Mesh.Disclosure;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.Tests.Disclosures;

/// <summary>What the region gets through the office's door, by the door's own rules, and another region does not.</summary>
public sealed class PlanDoorTests
{
    [Fact]
    public async Task Disclose_WhenInvited_GivesTheInvitationByDutyOnTheNoticeAndNamesTheClient()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        await aino.InviteAsync();
        var notice = Assert.Single(await office.OutboxAsync());

        var response = await office.Send(Callers.Region, RegionAsks.Invitation(notice.Id));

        Assert.Equal(("F03", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal(People.Aino.Reveal(), content.PersonalIdentityCode);
        Assert.Equal((aino.CaseId, "2023-11-13"), (content.PlanInvitation.CaseId, content.PlanInvitation.NeedOn));
        Assert.Equal(["AKT-ELIG-U25-1"], content.PlanInvitation.RuleIds);
        Assert.Equal(office.Now.AddDays(7), content.PlanInvitation.ProposedTime.ToDateTimeOffset());
        Assert.Null(content.PlanCopy);
        await AssertRefusedAsUnknownAsync(office, RegionAsks.Invitation(notice.Id), RegionAsks.Invitation(Guid.CreateVersion7()));
    }

    [Theory]
    [InlineData(Purpose.ActivationPlanDrafting, "F07")]
    [InlineData(Purpose.ActivationPlanFollowUp, "F08")]
    public async Task Disclose_WhenThereIsAVersion_GivesThePartyTheSignedBytes(Purpose purpose, string flow)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.ActiveAsync(office);

        var response = await office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId, purpose));

        Assert.Equal(flow, response.Basis.Flow);
        var copy = DisclosedContent.Parser.ParseFrom(response.Content).PlanCopy;
        Assert.Equal((1, PlanState.Active, aino.Version, aino.Digest), (copy.PlanVersion, copy.State, copy.CaseVersion, copy.ContentSha256));
        Assert.Equal(SHA256.HashData(copy.Content.Span), copy.ContentSha256.ToByteArray());
        Assert.Equal(AinosCase.Goal, Assert.Single(PlanContent.Parser.ParseFrom(copy.Content).ClientGoals));
        Assert.Equal(3, copy.Signatures.Count);
        await AssertRefusedAsUnknownAsync(office, RegionAsks.Copy(aino.CaseId, purpose), RegionAsks.Copy(AinosCase.Id(), purpose));
    }

    [Fact]
    public async Task Disclose_WhenAReviewWasHeld_GivesThePartyTheFollowUp()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        office.MoveTo("1.3.2024");
        await aino.ReviewAsync("2024-03-01");

        var followUp = (await office.ContentAsync(RegionAsks.FollowUp(aino.CaseId))).PlanFollowUp;

        Assert.Equal(("2023-11-30", "2024-06-03"), (followUp.EffectiveOn, followUp.Review.LastLawfulDate));
        Assert.Equal(1, Assert.Single(followUp.Held).DaysLate);
        await AssertRefusedAsUnknownAsync(office, RegionAsks.FollowUp(aino.CaseId), RegionAsks.FollowUp(AinosCase.Id()));
    }

    [Fact]
    public async Task Disclose_WhenThereIsNoVersionYet_HasNothingToGive()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId))));
        Assert.Equal(["NOTHING_HELD"], await ReasonsAsync(office));
    }

    [Fact]
    public async Task Disclose_WhenNobodyIsInvitedYet_KnowsNoParty()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId))));
        Assert.Equal(["CASE_OF_ANOTHER"], await ReasonsAsync(office));
    }

    [Fact]
    public async Task Disclose_WhenTheCaseHasEnded_GivesNothingAndTheGateHasMoved()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.ActiveAsync(office);
        var invited = (await office.OutboxAsync())[0];
        await office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId));
        var before = await GateAsync(office);

        await EndAsync(office);

        Assert.Equal(before + 1, await GateAsync(office));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.Copy(aino.CaseId))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.FollowUp(aino.CaseId))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, RegionAsks.Invitation(invited.Id))));
        Assert.Equal(["OK", "CASE_CLOSED", "CASE_CLOSED", "CASE_CLOSED"], await ReasonsAsync(office));
    }

    [Fact]
    public async Task Apply_WhenTheCaseGoesOn_LeavesTheGateWhereItIs()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var before = await GateAsync(office);

        await aino.InviteAsync();

        Assert.Equal(before, await GateAsync(office));
    }

    [Fact]
    public async Task FindAsync_WhenAskedForCases_KnowsPartiesAndWhatIsOpen()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var caseId = Guid.Parse(aino.CaseId);
        Assert.Empty((await CaseAsync(office, caseId))!.Parties);
        await aino.InviteAsync();

        var invited = (await CaseAsync(office, caseId))!;
        Assert.Equal((CaseKind.ActivationPlan, true), (invited.Kind, invited.Open));
        Assert.Equal([Participants.Region], invited.Parties);
        Assert.Equal([caseId], (await OpenCasesAsync(office, invited.SubjectId)).Select(known => known.CaseId));

        await EndAsync(office);
        Assert.False((await CaseAsync(office, caseId))!.Open);
        Assert.Empty(await OpenCasesAsync(office, invited.SubjectId));
        Assert.Null(await CaseAsync(office, Guid.CreateVersion7()));
    }

    private static async Task AssertRefusedAsUnknownAsync(OfficeHost office, DiscloseRequest request, DiscloseRequest unknown) =>
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, unknown)),
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, request)));

    // No contract ends a case yet; the place that every decision goes through is there.
    private static Task EndAsync(OfficeHost office) => office.ActAsync(async (scope, token) =>
    {
        var cases = (PlanCases)scope.GetService(typeof(PlanCases))!;
        var row = await ((DbContext)scope.GetService(typeof(DbContext))!).Set<PlanCaseRow>().SingleAsync(token);
        var now = await cases.SnapshotAsync(row, token);
        await cases.ApplyAsync(row, now with { State = PlanState.Ended, Version = now.Version + 1 }, token);
    });

    private static async Task<long> GateAsync(OfficeHost office) =>
        (long)Assert.Single(await office.ColumnAsync("SELECT revision FROM subject_gate"));

    private static async Task<IEnumerable<string>> ReasonsAsync(OfficeHost office) =>
        (await office.ColumnAsync("SELECT precise_reason FROM disclosure_ledger ORDER BY gate_revision")).Cast<string>();

    private static Task<KnownCase?> CaseAsync(OfficeHost office, Guid caseId) => office.InAsync(scope =>
        ((ICaseDirectory)scope.GetService(typeof(ICaseDirectory))!).FindAsync(caseId, TestContext.Current.CancellationToken));

    private static Task<IReadOnlyList<KnownCase>> OpenCasesAsync(OfficeHost office, Guid subjectId) => office.InAsync(scope =>
        ((ICaseDirectory)scope.GetService(typeof(ICaseDirectory))!).OpenCasesOfAsync(subjectId, TestContext.Current.CancellationToken));
}
