using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Client;

namespace Mesh.Client.Tests;

/// <summary>What a caller learns of a refusal.</summary>
[Collection<ClientTests>]
public sealed class RefusalTests(ClientTown town)
{
    [Fact]
    public async Task Refusal_WhenTheRequestBreaksItsContract_NamesEveryField()
    {
        town.Script.Write((_, _) => { });

        var refusal = await RefusedAsync(request =>
        {
            request.RequestId = "not a uuid";
            request.Actor = null;
        });

        Assert.Equal((StatusCode.InvalidArgument, MeshReason.InvalidRequest, "INVALID_REQUEST"), (refusal.Code, refusal.Reason, refusal.ReasonText));
        Assert.Equal(["request_id FORMAT_UUID", "actor REQUIRED"], refusal.Violations.Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.All(refusal.Violations, violation => Assert.NotEqual("", violation.Description));
        Assert.Empty(town.Script.Seen);
    }

    [Fact]
    public async Task Refusal_WhenItIsForPeople_HasItsTextInThreeLanguages()
    {
        town.Script.Write((_, _) => throw Refusals.NoBasis.Raise());

        var refusal = await RefusedAsync();

        Assert.Equal((StatusCode.PermissionDenied, MeshReason.NoBasis), (refusal.Code, refusal.Reason));
        Assert.Equal(
            new Dictionary<string, string> { ["fi"] = Refusals.NoBasis.Fi, ["sv"] = Refusals.NoBasis.Sv, ["en"] = Refusals.NoBasis.En }, refusal.Texts);
        Assert.Empty(refusal.Violations);
        Assert.Null(refusal.RetryAfter);
    }

    [Fact]
    public async Task Refusal_WhenItBringsValues_HasThem()
    {
        town.Script.Write((_, _) => throw new RefusalReason(StatusCode.Aborted, "STALE_CASE_VERSION", "fi", "sv", "en").Raise(("current_version", "3")));

        var refusal = await RefusedAsync();

        Assert.Equal((MeshReason.StaleCaseVersion, "3"), (refusal.Reason, refusal.Metadata["current_version"]));
    }

    [Fact]
    public async Task Refusal_WhenItSaysWhenToComeAgain_HasTheTime()
    {
        town.Script.Write((_, _) => throw Refusals.RateLimited.RaiseRetryable(TimeSpan.FromSeconds(2)));

        var refusal = await RefusedAsync();

        Assert.Equal((MeshReason.RateLimited, TimeSpan.FromSeconds(2)), (refusal.Reason, refusal.RetryAfter));
    }

    [Theory]
    [InlineData("LATER_THAN_THIS_VERSION")]
    [InlineData("UNKNOWN")]
    [InlineData("7")]
    [InlineData("NO_BASIS,ACCESS_DENIED")]
    public void Refusal_WhenTheReasonIsOfALaterVersion_IsUnknownWithItsText(string reason)
    {
        // As it comes, whoever sent it: a host of the mesh passes on codes only.
        var refusal = MeshRefusal.Of(new RefusalReason(StatusCode.FailedPrecondition, reason, "fi", "sv", "en").Raise());

        Assert.NotNull(refusal);

        Assert.Equal((MeshReason.Unknown, reason, "en"), (refusal.Reason, refusal.ReasonText, refusal.Texts["en"]));
    }

    [Fact]
    public async Task Refusal_WhenMadeByTheGateway_IsReadAlike()
    {
        using var mesh = new MeshClient(town.AsOfficer() with { Participant = "1234567-1/LABOUR_AUTHORITY" });

        var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.ListAsync());

        Assert.Equal(MeshReason.ParticipantUnknown, MeshRefusal.Of(failed)?.Reason);
    }

    [Fact]
    public void Refusal_WhenDeclaredByEveryHost_IsKnownToTheEnum()
    {
        var declared = typeof(Refusals).GetFields().Select(field => field.GetValue(null)).OfType<RefusalReason>().ToList();

        Assert.True(declared.Count > 5);
        Assert.DoesNotContain(declared, reason => MeshRefusal.Of(reason.Raise())!.Reason == MeshReason.Unknown);
    }

    [Fact]
    public void Refusal_WhenSomebodyElseFailed_IsNone()
    {
        var ofAnother = new Google.Rpc.Status { Code = (int)Code.Unavailable, Details = { Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Domain = "proxy.example", Reason = "NO_BASIS" }) } };
        var damaged = new RpcException(new(StatusCode.Unavailable, ""), new Metadata { { "grpc-status-details-bin", [0xff, 0xff] } });

        Assert.Null(MeshRefusal.Of(new RpcException(new(StatusCode.Unavailable, "connection refused"))));
        Assert.Null(MeshRefusal.Of(ofAnother.ToRpcException()));
        Assert.Null(MeshRefusal.Of(damaged));
    }

    private async Task<MeshRefusal> RefusedAsync(Action<Tyollisyys.Mesh.Protos.ActivationPlans.V1.AcceptInvitationRequest>? change = null)
    {
        using var mesh = new MeshClient(town.AsPeer());
        var request = ClientTown.Acceptance();
        change?.Invoke(request);
        var failed = await Assert.ThrowsAsync<RpcException>(() => mesh.AcceptAsync(request));
        return Assert.IsType<MeshRefusal>(MeshRefusal.Of(failed));
    }
}
