using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Status = Grpc.Core.Status;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class RoutingTests
{
    private readonly GatewayTown _town;
    private Caller? _caller;
    private Metadata _headers = [];

    public RoutingTests(GatewayTown town)
    {
        _town = town;
        _town.AtKela.Act = (services, context) =>
        {
            _caller = services.GetRequiredService<CallScope>().Caller;
            _headers = context.RequestHeaders;
            return Task.CompletedTask;
        };
        _town.AtOffice.Act = (_, _) => throw new InvalidOperationException("Nobody called the office.");
    }

    [Fact]
    public async Task Call_WhenParticipationIsNamed_ReachesItWithTheToken()
    {
        await (await _town.AsAinoAsync(Participants.Kela));

        Assert.Equal((CallerKind.Client, null), (_caller!.Kind, _caller.Participation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Kela")]
    [InlineData("0246246-0")]
    [InlineData("0246246-0/social_insurance")]
    [InlineData("0246246-1/SOCIAL_INSURANCE")]
    [InlineData("0101263-6/MUNICIPALITY")]
    public async Task Call_WhenParticipationIsMissingOrUnknown_IsRefusedWithTheReason(string? participant)
    {
        var metadata = await _town.MetadataAsync("aino", Participants.Kela.Urn);
        if (participant is not null)
        {
            metadata.Add("mesh-participant", participant);
        }

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await _town.Plans.ListMyPlansAsync(new(), metadata, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((StatusCode.InvalidArgument, Refusals.ParticipantUnknown.En), (refusal.StatusCode, refusal.Status.Detail));
        var info = refusal.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal(("PARTICIPANT_UNKNOWN", "mesh.tyollisyys.fi"), (info!.Reason, info.Domain));
        Assert.Equal(3, refusal.GetRpcStatus()!.Details.Count(detail => detail.Is(LocalizedMessage.Descriptor)));
        Assert.Null(_caller);
    }

    [Fact]
    public async Task Call_WhenParticipationIsDown_SaysSo()
    {
        var refusal = await RefusalAsync(Participants.SouthKarelia);

        Assert.Equal((StatusCode.Unavailable, "PARTICIPANT_UNREACHABLE"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Call_WhenAnotherParticipationAnswersThere_IsNotMade()
    {
        _town.Installation.Change(draft => draft.Endpoints[Participants.VantaaLabour] = _town.Kela.Address);

        var refusal = await RefusalAsync(Participants.VantaaLabour);

        Assert.Equal("PARTICIPANT_UNREACHABLE", RefusalReader.ReasonOf(refusal));
        Assert.Null(_caller);
    }

    [Fact]
    public async Task Call_WhenTheServersCertificateIsDeniedWhileConnected_IsNotMadeFromThenOn()
    {
        _town.AtOffice.Act = (_, _) => Task.CompletedTask;
        await (await _town.AsAinoAsync(Participants.TeOffice));
        using var certificate = _town.Installation.Authority.Issue(Participants.TeOffice.Urn, Certificates.CertificateUse.ServerAndClient);
        _town.Installation.Change(draft => draft.Deny(Participants.TeOffice, CertificateCheck.Thumbprint(certificate)));
        try
        {
            Assert.Equal("PARTICIPANT_UNREACHABLE", RefusalReader.ReasonOf(await RefusalAsync(Participants.TeOffice)));
        }
        finally
        {
            _town.Installation.Change(draft => draft.Denied.Clear());
        }

        await (await _town.AsAinoAsync(Participants.TeOffice));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Call_WhenItIsBrokenOffBehindTheGateway_IsCarriedAgainWithItsBody(int times)
    {
        var calls = 0;
        _town.AtKela.Act = (_, context) =>
        {
            if (++calls <= times)
            {
                context.GetHttpContext().Abort();
            }

            return Task.CompletedTask;
        };
        var request = new SignMyPlanRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            CaseId = Guid.CreateVersion7().ToString(),
            PlanVersion = 7,
            ContentSha256 = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
        };
        var metadata = await _town.MetadataAsync("aino", Participants.Kela.Urn);
        metadata.Add("mesh-participant", Participants.Kela.ToString());

        var answer = await _town.Plans.SignMyPlanAsync(request, metadata, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((times + 1, 7), (calls, answer.CaseVersion));
    }

    [Fact]
    public async Task Call_WhenItIsBrokenOffEachTime_IsRefusedAfterThree()
    {
        var calls = 0;
        _town.AtKela.Act = BreakOff(() => calls++);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await (await _town.AsAinoAsync(Participants.Kela)));

        Assert.Equal((StatusCode.Unavailable, "PARTICIPANT_UNREACHABLE", 3), (refusal.StatusCode, refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason, calls));
    }

    [Fact]
    public async Task Call_WhenItIsBrokenOffAndItsContractPromisesNothing_IsCarriedOnce()
    {
        var calls = 0;
        _town.AtOffice.Act = BreakOff(() => calls++);
        var metadata = await _town.MetadataAsync("te-expert", Participants.TeOffice.Urn);
        metadata.Add("mesh-participant", Participants.TeOffice.ToString());

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await new EligibilityService.EligibilityServiceClient(_town.Channel).EvaluateEligibilityAsync(
            new() { JobseekerId = Guid.CreateVersion7().ToString() }, metadata, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((StatusCode.Unavailable, "PARTICIPANT_UNREACHABLE", 1), (refusal.StatusCode, RefusalReader.ReasonOf(refusal), calls));
    }

    [Fact]
    public async Task Call_WhenItHasNoDeadline_GetsTenSeconds()
    {
        string? sent = null;
        _town.AtKela.Act = (_, context) =>
        {
            sent = context.GetHttpContext().Request.Headers["grpc-timeout"];
            return Task.CompletedTask;
        };

        await (await _town.AsAinoAsync(Participants.Kela));

        Assert.Equal("10S", sent);
    }

    [Fact]
    public async Task Call_WhenItHasADeadline_KeepsIt()
    {
        DateTime deadline = default;
        _town.AtKela.Act = (_, context) =>
        {
            deadline = context.Deadline;
            return Task.CompletedTask;
        };
        var wanted = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(2);

        await (await _town.AsAinoAsync(Participants.Kela, wanted));

        Assert.InRange(deadline, wanted.AddSeconds(-10), wanted.AddSeconds(10));
    }

    [Fact]
    public async Task Call_WhenItBringsAFlow_LosesIt()
    {
        await (await _town.AsAinoAsync(Participants.Kela, null, (CallGate.FlowHeader, Guid.CreateVersion7().ToString()), ("x-own", "a")));

        Assert.Null(_headers.GetValue(CallGate.FlowHeader));
        Assert.Equal("a", _headers.GetValue("x-own"));
    }

    [Fact]
    public async Task Call_WhenTheServiceRefuses_BringsStatusDetailsAndTrailers()
    {
        var violations = new Violations();
        violations.Add("plan_version", "STALE", "Työ ei ole enää ajan tasalla.");
        var raised = violations.Raise();
        _town.AtKela.Act = (_, context) =>
        {
            context.ResponseTrailers.Add("x-trailer", "b");
            throw raised;
        };

        var refusal = await RefusalAsync(Participants.Kela);

        Assert.Equal(raised.Status, new Status(refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal(raised.GetRpcStatus(), refusal.GetRpcStatus());
        Assert.Equal("b", refusal.Trailers.GetValue("x-trailer"));
    }

    [Fact]
    public async Task Call_WhenTheServiceAnswers_BringsHeadersAndTrailers()
    {
        _town.AtKela.Act = async (_, context) =>
        {
            context.ResponseTrailers.Add("x-trailer", "b");
            await context.WriteResponseHeadersAsync([new("x-header", "a")]);
        };

        using var call = await _town.AsAinoAsync(Participants.Kela);
        await call;

        Assert.Equal("a", (await call.ResponseHeadersAsync).GetValue("x-header"));
        Assert.Equal((StatusCode.OK, "b"), (call.GetStatus().StatusCode, call.GetTrailers().GetValue("x-trailer")));
    }

    [Fact]
    public async Task Call_WhenTheMethodIsForParticipations_IsRefusedByTheService()
    {
        var metadata = await _town.MetadataAsync("aino", Participants.Kela.Urn);
        metadata.Add("mesh-participant", Participants.Kela.ToString());

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new PlanCooperationService.PlanCooperationServiceClient(_town.Channel).AcceptInvitationAsync(new(), metadata, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("ACCESS_DENIED", RefusalReader.ReasonOf(refusal));
        Assert.Null(_caller);
    }

    [Theory]
    [InlineData("/health/promises")]
    [InlineData("/v1/my/activationPlans")]
    [InlineData("/o")]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE")]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/health/promises")]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/v1/../health/promises")]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/v1/%2e%2e/health/promises")]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/v1%2f..%2fhealth/promises")]
    [InlineData("/a.json")]
    public async Task Request_WhenItIsNeitherGrpcNorAPathOfRest_IsNotFound(string path)
    {
        var answer = await _town.RestAsync(HttpMethod.Get, path);

        Assert.Equal((404, "PATH_UNKNOWN"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Call_WhenItIsTooLarge_IsRefused()
    {
        var metadata = await _town.MetadataAsync("aino", Participants.Kela.Urn);
        metadata.Add("mesh-participant", Participants.Kela.ToString());
        var request = new SignMyPlanRequest { RequestId = new string('a', 1024 * 1024) };

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await _town.Plans.SignMyPlanAsync(request, metadata, cancellationToken: TestContext.Current.CancellationToken));

        // The gateway stops at the limit, or the participation has already refused by the length it was told: nobody is reached.
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Null(_caller);
    }

    private Task<RpcException> RefusalAsync(Participation at) =>
        Assert.ThrowsAsync<RpcException>(async () => await (await _town.AsAinoAsync(at)));

    private static Func<IServiceProvider, ServerCallContext, Task> BreakOff(Action count) => (_, context) =>
    {
        count();
        context.GetHttpContext().Abort();
        return Task.CompletedTask;
    };
}
