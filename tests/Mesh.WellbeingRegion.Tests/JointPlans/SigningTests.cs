using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class SigningTests
{
    [Fact]
    public async Task Sign_WhenItIsTheLast_RecordsWhoSignedAndThatThePlanIsActive()
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        drafted.Sign(SignerRole.LabourAuthority).Sign(SignerRole.Client);
        var request = Requests.Sign(drafted);
        var answer = await SignAsync(region, request);
        Assert.Equal(answer, await SignAsync(region, request));

        Assert.Equal((PlanState.Active, 3, "2023-11-30"), (answer.State, answer.Signatures, answer.EffectiveOn));
        Assert.Equal(PlanState.Active, (await region.CaseAsync(drafted)).State);
        var own = Assert.Single(await region.RowsAsync<OwnSignatureRow>());
        Assert.Equal(("worker-1", "urn:mesh:assurance:high"), (own.PersonId, own.Assurance));
        Assert.Equal(drafted.Copy!.ContentSha256.ToByteArray(), own.Digest);
        Assert.Single(await region.RowsAsync<JournalRow>(), row => row.Step == "F07 SignPlan" && row.Road == Road.Cooperation);
    }

    [Fact]
    public async Task Sign_WhenThereIsANewerVersion_PassesTheOwnersReasonAndNotItsWords()
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        var request = Requests.Sign(drafted);
        drafted.Draft("Muuttunut teksti");
        var refusal = await RefusedAsync(region, request);

        Assert.Equal((StatusCode.Aborted, "STALE_PLAN_VERSION"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
        Assert.Equal("2", Assert.Single(RefusalReader.MetadataOf(refusal)).Value);
        var wire = refusal.Status.Detail + refusal.GetRpcStatus();
        Assert.DoesNotContain("owner's words", wire, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Omistajan", wire, StringComparison.Ordinal);
        Assert.DoesNotContain("Aino", wire, StringComparison.Ordinal);
        Assert.Empty(await region.RowsAsync<OwnSignatureRow>());
    }

    [Fact]
    public async Task Sign_WhenTheOwnerRefusesForAReasonUnknownHere_PassesItInGeneralWords()
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        region.Owner.Fails = FakeOwner.Refusal(StatusCode.FailedPrecondition, "KTT_INFO_MISSING");
        var refusal = await RefusedAsync(region, Requests.Sign(drafted));

        Assert.Equal((StatusCode.FailedPrecondition, "KTT_INFO_MISSING"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
        Assert.DoesNotContain("owner's words", refusal.Status.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, "UNAUTHENTICATED")]
    [InlineData(StatusCode.PermissionDenied, "ACCESS_DENIED")]
    [InlineData(StatusCode.FailedPrecondition, "140501A902D")]
    [InlineData(StatusCode.Unimplemented, null)]
    public async Task Sign_WhenTheOwnerDoesNotTakeTheRegionsCall_IsAFaultOfTheServices(StatusCode code, string? reason)
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        region.Owner.Fails = reason is null ? new RpcException(new Status(code, "no such method")) : FakeOwner.Refusal(code, reason);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => SignAsync(region, Requests.Sign(drafted)));
        Assert.DoesNotContain("140501", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_WhenNoCopyOfThatVersionIsHeld_IsRefusedWithoutAskingTheOwner()
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        var acts = region.Owner.Acts.Count;
        drafted.Draft("Muuttunut teksti");

        foreach (var request in new[]
        {
            Requests.Sign(drafted, planVersion: 2),
            Requests.Sign(drafted, planVersion: 1),
            Requests.Sign(drafted, planVersion: 1, ByteString.CopyFrom(new byte[32])),
        })
        {
            var refusal = await RefusedAsync(region, request);
            Assert.Equal((StatusCode.FailedPrecondition, "COPY_MISSING"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
        }

        Assert.Equal(acts, region.Owner.Acts.Count);
    }

    [Fact]
    public async Task Sign_WhenTheKeptBytesAreDamaged_IsRefusedWithoutAskingTheOwner()
    {
        await using var region = await TestRegion.StartAsync();
        var drafted = await DraftedAsync(region);
        var acts = region.Owner.Acts.Count;
        var kept = Assert.Single(await region.RowsAsync<PlanCopyRow>());
        kept.Content[^1] ^= 1;
        await region.TamperAsync("UPDATE plan_copy SET content = @content", ("content", kept.Content));

        var damaged = await Assert.ThrowsAsync<EvidenceDamagedException>(() => SignAsync(region, Requests.Sign(drafted)));
        Assert.Equal("PLAN_DIGEST_MISMATCH", damaged.Reason);
        Assert.Equal(acts, region.Owner.Acts.Count);
    }

    private static async Task<OwnerCase> DraftedAsync(TestRegion region)
    {
        var accepted = await region.AcceptedAsync();
        await region.ReceiveAsync(Notices.Drafted(accepted.Draft(), region));
        return accepted;
    }

    private static Task<SignJointPlanResponse> SignAsync(TestRegion region, SignJointPlanRequest request) =>
        region.CallAsync(Participants.Worker, "SignJointPlan", (service, call) => service.SignJointPlan(request, call));

    private static Task<RpcException> RefusedAsync(TestRegion region, SignJointPlanRequest request) =>
        region.RefusedAsync(Participants.Worker, "SignJointPlan", (service, call) => service.SignJointPlan(request, call));
}
