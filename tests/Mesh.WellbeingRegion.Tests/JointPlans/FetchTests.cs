using Google.Protobuf;
using Grpc.Core;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class FetchTests
{
    /// <summary>Ways in which a copy is not what was signed.</summary>
    public static TheoryData<string> Faults => ["bytes", "digest", "signature", "version", "case"];

    [Fact]
    public async Task Fetch_WhenTheOwnerGives_AsksEveryTimeAndKeepsOneCopy()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        accepted.Draft();
        var first = await FetchAsync(region, accepted);
        accepted.Sign(SignerRole.LabourAuthority);
        var second = await FetchAsync(region, accepted);

        Assert.Equal(accepted.Copy!.Content, first.Content.ToByteString());
        Assert.Equal(accepted.Copy, second.Copy);
        Assert.NotEqual(first.DisclosureId, second.DisclosureId);
        Assert.Equal(first.DisclosureId, Assert.Single(await region.RowsAsync<PlanCopyRow>()).DisclosureId.ToString());
        Assert.Equal(second.DisclosureId, Assert.Single(await region.RowsAsync<CopySignatureRow>()).DisclosureId.ToString());
        Assert.Equal(1, (await region.CaseAsync(accepted)).PlanVersion);
    }

    [Fact]
    public async Task Fetch_WhenThePlanIsActive_IsForFollowingIt()
    {
        await using var region = await TestRegion.StartAsync();
        var active = (await region.AcceptedAsync()).Activated();
        await region.ReceiveAsync(Notices.Activated(active, region));
        await FetchAsync(region, active);

        Assert.Equal(Purpose.ActivationPlanFollowUp, region.Owner.Asked.Last().Purpose);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fetch_WhenTheCopyIsNotWhatWasSigned_IsDataLossAndNothingIsKept(string fault)
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        accepted.Draft().Sign(SignerRole.LabourAuthority);
        region.Owner.Tampers = content => Tampered(content, fault);

        await IsDataLossAsync(region, accepted);
        Assert.Empty(await region.RowsAsync<PlanCopyRow>());
    }

    [Fact]
    public async Task Fetch_WhenTheOwnersStoredBytesAreDamaged_IsDataLoss()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        region.Owner.Fails = FakeOwner.Refusal(StatusCode.DataLoss, "PLAN_DIGEST_MISMATCH");

        await IsDataLossAsync(region, accepted.Draft());
    }

    [Fact]
    public async Task Fetch_WhenTheOwnerHasExchangedTheBytesOfAVersion_IsDataLossAndTheFirstAreKept()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        accepted.Draft();
        var first = (await FetchAsync(region, accepted)).Copy.ContentSha256;
        accepted.Draft("Muuttunut teksti").Copy!.PlanVersion = 1;

        await IsDataLossAsync(region, accepted);
        Assert.Equal(first.ToByteArray(), Assert.Single(await region.RowsAsync<PlanCopyRow>()).Digest);
    }

    [Theory]
    [InlineData(StatusCode.PermissionDenied, "NO_BASIS", StatusCode.PermissionDenied, "NO_BASIS")]
    [InlineData(StatusCode.Unavailable, "DECISION_OVERTAKEN", StatusCode.Unavailable, "OWNER_UNREACHABLE")]
    [InlineData(StatusCode.Internal, "FAULT", StatusCode.Unavailable, "OWNER_UNREACHABLE")]
    public async Task Fetch_WhenTheDoorGivesNothing_SaysWhetherItWasRefusedOrUnreachable(
        StatusCode code, string reason, StatusCode expected, string told)
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        region.Owner.Fails = FakeOwner.Refusal(code, reason);
        var refusal = await RefusedAsync(region, accepted.Draft());

        Assert.Equal((expected, told), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
        Assert.Empty(await region.RowsAsync<PlanCopyRow>());
    }

    [Fact]
    public async Task Fetch_WhenThereIsNoVersionYet_GetsNoBasis()
    {
        await using var region = await TestRegion.StartAsync();
        var refusal = await RefusedAsync(region, await region.AcceptedAsync());

        Assert.Equal("NO_BASIS", TestRegion.ReasonOf(refusal));
    }

    private static DisclosedContent Tampered(DisclosedContent content, string fault)
    {
        var copy = content.PlanCopy;
        var other = ByteString.CopyFrom(new byte[32]);
        switch (fault)
        {
            case "bytes":
                copy.Content = new PlanContent { ClientGoals = { "Toinen" } }.ToByteString();
                break;
            case "digest":
                copy.ContentSha256 = other;
                break;
            case "signature":
                copy.Signatures[0].ContentSha256 = other;
                break;
            case "version":
                copy.Signatures[0].PlanVersion = 7;
                break;
            default:
                copy.CaseId = Guid.CreateVersion7().ToString();
                break;
        }

        return content;
    }

    private static async Task IsDataLossAsync(TestRegion region, OwnerCase about)
    {
        var refusal = await RefusedAsync(region, about);
        Assert.Equal((StatusCode.DataLoss, "PLAN_DIGEST_MISMATCH"), (refusal.StatusCode, TestRegion.ReasonOf(refusal)));
    }

    private static Task<FetchPlanCopyResponse> FetchAsync(TestRegion region, OwnerCase about) =>
        region.CallAsync(Participants.Worker, "FetchPlanCopy", (service, call) => service.FetchPlanCopy(Requests.Fetch(about), call));

    private static Task<RpcException> RefusedAsync(TestRegion region, OwnerCase about) =>
        region.RefusedAsync(Participants.Worker, "FetchPlanCopy", (service, call) => service.FetchPlanCopy(Requests.Fetch(about), call));
}
