using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Mesh.WellbeingRegion.JointPlans;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class InvitationTests
{
    [Fact]
    public async Task Invitation_WhenItComes_StandsInIntakeWithPersonFlowAndRules()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();

        var row = await region.CaseAsync(invited);
        var person = await region.InAsync(services => services.GetRequiredService<Subjects>().RevealAsync(row.SubjectId, CancellationToken.None));
        Assert.Equal(PersonalIdentityCode.Parse(Participants.Aino).Value, person);
        Assert.Equal(invited.FlowId, row.FlowId);
        var seen = Assert.Single((await region.ListAsync(Participants.Colleague)).JointCases);
        Assert.Equal(PlanState.Invited, seen.State);
        Assert.Equal(Participants.TeOffice.ToString(), seen.Owner);
        Assert.Equal(["AKT-ELIG-U25-1"], seen.RuleIds);
        Assert.Null(seen.Review);
    }

    [Fact]
    public async Task Invitation_WhenItIsFetched_IsAskedByTheNoticeForDrafting()
    {
        await using var region = await TestRegion.StartAsync();
        var notice = Notices.Invitation(region.Opened(), region);
        await region.ReceiveAsync(notice);

        var asked = Assert.Single(region.Owner.Asked);
        Assert.Equal(notice.Id.ToString(), asked.Subject.NoticeId);
        Assert.Equal(notice.Id.ToString(), asked.Proof.NoticeId);
        Assert.Equal(Purpose.ActivationPlanDrafting, asked.Purpose);
        Assert.Equal([DataCategory.PlanInvitation], asked.Categories);
    }

    [Fact]
    public async Task Invitation_WhenItComesTwice_IsFetchedOnce()
    {
        await using var region = await TestRegion.StartAsync();
        var notice = Notices.Invitation(region.Opened(), region);
        await region.ReceiveAsync(notice);
        await region.ReceiveAsync(notice);

        Assert.Single(region.Owner.Asked);
        Assert.Single(await region.RowsAsync<JointCaseRow>());
    }

    [Fact]
    public async Task Invitation_WhenAnOlderVersionComesLater_ChangesNothing()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var before = await region.CaseAsync(accepted);
        accepted.Invitation = new PlanInvitation { CaseId = accepted.Id.ToString(), RuleIds = { "TG-1" } };
        await region.ReceiveAsync(Notices.Invitation(accepted, region, version: 2));

        Assert.Single(region.Owner.Asked);
        Assert.Equivalent(before, await region.CaseAsync(accepted));
    }

    [Fact]
    public async Task Invitation_WhenTheOwnerIsUnreachable_StaysWithTheSenderUntilItIs()
    {
        await using var region = await TestRegion.StartAsync();
        var notice = Notices.Invitation(region.Opened(), region);
        region.Owner.Fails = new RpcException(new Status(StatusCode.Unavailable, "connection refused"));
        await Assert.ThrowsAsync<TransientNoticeException>(() => region.ReceiveAsync(notice));
        Assert.Empty(await region.RowsAsync<JointCaseRow>());

        region.Owner.Fails = null;
        await region.ReceiveAsync(notice);
        Assert.Single(await region.RowsAsync<JointCaseRow>());
    }

    [Fact]
    public async Task Invitation_WhenItIsWithheld_IsParkedAndNobodyBecomesKnown()
    {
        await using var region = await TestRegion.StartAsync();
        region.Owner.Fails = FakeOwner.Refusal(StatusCode.PermissionDenied, "NO_BASIS");
        await region.ReceiveAsync(Notices.Invitation(region.Opened(), region));

        Assert.Equal([nameof(WithheldException)], await region.ParkedAsync());
        await NobodyIsKnownAsync(region);
    }

    [Theory]
    [InlineData("140501A902X")]
    [InlineData("140501A002E")]
    [InlineData("")]
    public async Task Invitation_WhenItNamesNobodyAcceptable_IsParked(string person)
    {
        await using var region = await TestRegion.StartAsync();
        var opened = region.Opened();
        opened.Person = person;
        await region.ReceiveAsync(Notices.Invitation(opened, region));

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        await NobodyIsKnownAsync(region);
    }

    [Fact]
    public async Task Invitation_WhenItIsOfAnotherCaseThanTheNotice_IsParked()
    {
        await using var region = await TestRegion.StartAsync();
        var opened = region.Opened();
        opened.Invitation = new PlanInvitation { CaseId = Guid.CreateVersion7().ToString() };
        await region.ReceiveAsync(Notices.Invitation(opened, region));

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        await NobodyIsKnownAsync(region);
    }

    [Fact]
    public async Task Invitation_WhenAnotherAuthorityNamesAKnownCase_IsParkedWithoutAsking()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var before = await region.CaseAsync(invited);
        await region.ReceiveAsync(region.Envelope(
            new PlanInvitationSent { CaseId = invited.Id.ToString(), CaseVersion = 99 }, invited, Participants.Pilot));

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        Assert.Single(region.Owner.Asked);
        Assert.Equivalent(before, await region.CaseAsync(invited));
    }

    [Theory]
    [InlineData("0162193-3/MUNICIPALITY")]
    [InlineData("0246246-0/SOCIAL_INSURANCE")]
    public async Task Invitation_WhenItIsNoLabourAuthoritys_IsParkedWithoutAsking(string source)
    {
        await using var region = await TestRegion.StartAsync();
        var opened = region.Opened();
        Assert.True(Participation.TryParse(source, out var inviting));
        await region.ReceiveAsync(region.Envelope(new PlanInvitationSent { CaseId = opened.Id.ToString(), CaseVersion = 1 }, opened, inviting));

        Assert.Equal([nameof(InvalidOperationException)], await region.ParkedAsync());
        Assert.Empty(region.Owner.Asked);
        await NobodyIsKnownAsync(region);
    }

    [Fact]
    public async Task Notice_WhenItIsOfAnotherAuthorityThanTheCases_MovesNothing()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = await region.InvitedAsync();
        var forged = region.Envelope(
            new PlanSigned { CaseId = invited.Id.ToString(), CaseVersion = 99, SignerRole = SignerRole.Client }, invited, Participants.Pilot);

        await Assert.ThrowsAsync<TransientNoticeException>(() => region.ReceiveAsync(forged));
        Assert.Equal(PlanState.Invited, (await region.CaseAsync(invited)).State);
    }

    private static async Task NobodyIsKnownAsync(TestRegion region)
    {
        Assert.Empty(await region.RowsAsync<JointCaseRow>());
        Assert.Null(await region.InAsync(services => services.GetRequiredService<Subjects>()
            .FindAsync(PersonalIdentityCode.Parse(Participants.Aino).Value, CancellationToken.None)));
    }
}
