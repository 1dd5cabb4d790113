using Grpc.Core;
using Google.Protobuf;
using Mesh.Messaging;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class PlanNoticeTests
{
    [Fact]
    public async Task Drafted_WhenItComesBeforeTheInvitation_WaitsForIt()
    {
        await using var region = await TestRegion.StartAsync();
        var opened = region.Opened().Draft();
        var drafted = Notices.Drafted(opened, region);
        Assert.Equal("CASE_UNKNOWN", (await Assert.ThrowsAsync<TransientNoticeException>(() => region.ReceiveAsync(drafted))).Code);
        Assert.Empty(region.Owner.Asked);

        await region.ReceiveAsync(Notices.Invitation(opened, region, version: 2));
        await region.ReceiveAsync(drafted);
        var row = await region.CaseAsync(opened);
        Assert.Equal((PlanState.AwaitingSignatures, 3, 1), (row.State, row.CaseVersion, row.PlanVersion));
        Assert.Empty(await region.ParkedAsync());
    }

    [Fact]
    public async Task Drafted_WhenTheCopyComes_KeepsItsBytesOnlyEncrypted()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        accepted.Draft("Vain asiakkaalle kuuluva tavoite");
        await region.ReceiveAsync(Notices.Drafted(accepted, region));

        var kept = Assert.Single(await region.RowsAsync<PlanCopyRow>());
        Assert.Equal(accepted.Copy!.ContentSha256, ByteString.CopyFrom(kept.Digest));
        Assert.Equal(-1, kept.Content.AsSpan().IndexOf("tavoite"u8));
        Assert.Equal(Purpose.ActivationPlanDrafting, region.Owner.Asked.Last().Purpose);
    }

    [Fact]
    public async Task Drafted_WhenTheBytesAreNotTheDigested_IsParkedAndNothingIsKept()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        region.Owner.Tampers = content =>
        {
            content.PlanCopy.Content = new PlanContent { ClientGoals = { "Toinen" } }.ToByteString();
            return content;
        };
        await region.ReceiveAsync(Notices.Drafted(accepted.Draft(), region));

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        Assert.Empty(await region.RowsAsync<PlanCopyRow>());
        Assert.Equal(PlanState.Drafting, (await region.CaseAsync(accepted)).State);
    }

    [Fact]
    public async Task Drafted_WhenTheOwnerIsUnreachable_StaysWithTheSender()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        region.Owner.Fails = new RpcException(new Status(StatusCode.DeadlineExceeded, "late"));

        await Assert.ThrowsAsync<TransientNoticeException>(() => region.ReceiveAsync(Notices.Drafted(accepted.Draft(), region)));
        Assert.Empty(await region.RowsAsync<PlanCopyRow>());
        Assert.Empty(await region.ParkedAsync());
    }

    [Fact]
    public async Task Signed_WhenItComesBeforeTheDraft_DoesNotKeepTheCopyAway()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var drafted = Notices.Drafted(accepted.Draft(), region);
        await region.ReceiveAsync(Notices.Signed(accepted.Sign(SignerRole.LabourAuthority), region));
        Assert.Equal(PlanState.AwaitingSignatures, (await region.CaseAsync(accepted)).State);

        await region.ReceiveAsync(drafted);
        Assert.Single(await region.RowsAsync<PlanCopyRow>());
    }

    [Fact]
    public async Task Signed_WhenTheActivationOfTheSameVersionCameFirst_LeavesThePlanActive()
    {
        await using var region = await TestRegion.StartAsync();
        var active = (await region.AcceptedAsync()).Activated();
        await region.ReceiveAsync(Notices.Activated(active, region));
        await region.ReceiveAsync(Notices.Signed(active, region));

        Assert.Equal(PlanState.Active, (await region.CaseAsync(active)).State);
    }

    [Fact]
    public async Task Activated_WhenTheLastSignatureOfTheSameVersionCameFirst_MakesThePlanActive()
    {
        await using var region = await TestRegion.StartAsync();
        var active = (await region.AcceptedAsync()).Activated();
        await region.ReceiveAsync(Notices.Signed(active, region));
        await region.ReceiveAsync(Notices.Activated(active, region));

        var row = await region.CaseAsync(active);
        Assert.Equal((PlanState.Active, active.Version), (row.State, row.CaseVersion));
        Assert.Equal(new DateOnly(2024, 2, 29), row.ReviewDue);
        Assert.Equal(3, (await region.RowsAsync<CopySignatureRow>()).Count);
        Assert.All(region.Owner.Asked.Skip(1), asked => Assert.Equal(Purpose.ActivationPlanFollowUp, asked.Purpose));
    }

    [Fact]
    public async Task Activated_WhenAReviewWasLearntFirst_StillFetchesTheSignedCopy()
    {
        await using var region = await TestRegion.StartAsync();
        var active = (await region.AcceptedAsync()).Activated();
        var activated = Notices.Activated(active, region);
        active.Version++;
        await region.ReceiveAsync(Notices.ReviewHeld(active.Review("2024-05-29"), region));
        await region.ReceiveAsync(activated);

        Assert.Equal(1, (await region.CaseAsync(active)).PlanVersion);
        Assert.Equal(new DateOnly(2024, 5, 29), (await region.CaseAsync(active)).ReviewDue);
        Assert.Equal(3, region.Owner.Asked.Count);
    }

    [Fact]
    public async Task Drafted_WhenTheCopyOfALaterVersionIsHeld_FetchesNothing()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var drafted = Notices.Drafted(accepted.Draft(), region);
        await region.ReceiveAsync(Notices.Drafted(accepted.Draft("Toinen"), region));
        var asked = region.Owner.Asked.Count;
        await region.ReceiveAsync(drafted);

        Assert.Equal(asked, region.Owner.Asked.Count);
        Assert.Equal(2, (await region.CaseAsync(accepted)).PlanVersion);
    }

    [Fact]
    public async Task ReviewOverdue_WhenTheDayHasPassed_ShowsHowManyDays()
    {
        await using var region = await TestRegion.StartAsync();
        var active = (await region.AcceptedAsync()).Activated();
        await region.ReceiveAsync(Notices.Activated(active, region));
        region.Clock.MoveTo(new DateOnly(2024, 3, 1));
        await region.ReceiveAsync(Notices.ReviewOverdue(active, region));

        var seen = Assert.Single((await region.ListAsync(Participants.Worker)).JointCases);
        Assert.Equal(("2024-02-29", "2024-02-29", 1), (seen.Review.DueDate, seen.Review.LastLawfulDate, seen.Review.DaysOverdue));
    }
}
