using Google.Protobuf;
using Grpc.Core;
using Mesh.Certificates;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Hosting.Tests.Calls;

[Collection<TownTests>]
public sealed class CallGateTests(Town town)
{
    private const string Accept = "/tyollisyys.mesh.activationplans.v1.PlanCooperationService/AcceptInvitation";

    [Fact]
    public async Task Call_WhenParticipantSetsNoDeadline_IsRefused()
    {
        var refusal = await town.RefusedAsync(Town.Acceptance(), options: AnyCall.Options(hasDeadline: false));

        Assert.Equal((StatusCode.InvalidArgument, "DEADLINE_MISSING"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Call_WhenOwnSystemSetsNoDeadline_IsRefused()
    {
        using var import = new BenefitRegisterService.BenefitRegisterServiceClient(town.Channel(CertificateNames.ForOwnSystem(Participants.Kela, "importer")))
            .ImportBenefitPayments(AnyCall.Options(hasDeadline: false));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => import.ResponseAsync);

        Assert.Equal((StatusCode.InvalidArgument, "DEADLINE_MISSING"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Call_WhenDeadlineIsMissingAndRequestIsWrong_SpeaksOfTheDeadline()
    {
        var refusal = await town.RefusedAsync(new(), options: AnyCall.Options(hasDeadline: false));

        Assert.Equal("DEADLINE_MISSING", RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task Call_WhenPersonSetsNoDeadline_IsServed()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new ListMyPlansResponse()));

        var token = await town.Tokens.OfAsync("aino", Participants.Kela.Urn);
        await new MyPlanService.MyPlanServiceClient(town.Channel(CertificateNames.Gateway))
            .ListMyPlansAsync(new(), AnyCall.Options(token, hasDeadline: false));
    }

    [Fact]
    public async Task Call_WhenAnswered_IsOnRecordBeforeTheAnswerLeaves()
    {
        var order = new List<string>();
        town.Script.Write((_, _, _) =>
        {
            order.Add("answered");
            return Task.FromResult(new AcceptInvitationResponse());
        });
        town.Script.Record = method =>
        {
            order.Add(method);
            return Task.CompletedTask;
        };
        try
        {
            await town.AcceptAsync(Town.Acceptance());
            order.Add("left");
        }
        finally
        {
            town.Script.Record = _ => Task.CompletedTask;
        }

        Assert.Equal(["answered", "AcceptInvitation", "left"], order);
    }

    [Fact]
    public async Task Call_WhenItCannotBePutOnRecord_FailsAndNothingLeaves()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new AcceptInvitationResponse { CaseVersion = 7 }));
        town.Script.Record = _ => throw new InvalidOperationException("no room");
        try
        {
            Assert.Equal(StatusCode.Internal, (await town.RefusedAsync(Town.Acceptance())).StatusCode);
        }
        finally
        {
            town.Script.Record = _ => Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Call_WhenSeveralFieldsAreWrong_NamesEachOfThem()
    {
        var refusal = await town.RefusedAsync(new() { RequestId = "1", CaseId = "", Actor = new() { PairwiseId = new string('x', 101) } });

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(
            ["request_id FORMAT_UUID", "case_id REQUIRED", "representative REQUIRED", "actor.pairwise_id TOO_LONG", "actor.role REQUIRED", "actor.assurance REQUIRED"],
            RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
    }

    [Fact]
    public async Task Call_WhenIdentityCodeIsMalformed_DoesNotRepeatIt()
    {
        const string Code = "140501A902X";
        var refusal = await town.RefusedAsync(new() { RequestId = Code, CaseId = Code });

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.DoesNotContain(Code, refusal.Status.Detail + refusal.Trailers.GetRpcStatus(), StringComparison.Ordinal);
        Assert.DoesNotContain(Code, town.Host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhenMessageIsOversized_IsRefusedBeforeTheHandler()
    {
        var isReached = false;
        town.Script.Write((_, _, _) =>
        {
            isReached = true;
            return Task.FromResult(new AcceptInvitationResponse());
        });

        var refusal = await town.RefusedAsync(Town.Acceptance(new string('x', (1024 * 1024) + 1)));

        Assert.Equal((StatusCode.ResourceExhausted, false), (refusal.StatusCode, isReached));
    }

    [Fact]
    public async Task Call_WhenBytesAreNoMessage_IsRefusedWithoutTellingWhy()
    {
        var refusal = await AnyCall.TryAsync(town.Channel(Participants.SouthKarelia.Urn), Accept, [0xFF, 0xFF, 0xFF], AnyCall.Options());

        // The framework parses before any interceptor runs, and has one status and one text for all it cannot parse.
        Assert.Equal(new Status(StatusCode.Unknown, "Exception was thrown by handler."), new Status(refusal!.StatusCode, refusal.Status.Detail));
    }

    [Fact]
    public async Task Call_WhenSentUnderAnothersCertificate_IsTheCertificateOwners()
    {
        Caller? seen = null;
        town.Script.Write((services, _, _) =>
        {
            seen = services.GetRequiredService<CallScope>().Caller;
            return Task.FromResult(new AcceptInvitationResponse());
        });
        var asSouthKarelia = AnyCall.Options(null, true, ("mesh-participant", Participants.SouthKarelia.ToString()));

        await town.AcceptAsync(Town.Acceptance(), Participants.TeOffice, asSouthKarelia);

        Assert.Equal(new Caller(CallerKind.Participant, Participants.TeOffice), seen);
    }

    [Fact]
    public async Task Call_WhenCertificateNamesAParticipationButIsNotItsAuthoritys_IsRefused()
    {
        using var forger = DevelopmentAuthority.OpenOrCreate(Path.Combine(town.Installation.Folder, "forger"));
        using var channel = town.Installation.Channel(
            town.Host.Address, Participants.Kela.Urn, forger.Issue(Participants.SouthKarelia.Urn, CertificateUse.ServerAndClient));

        var refusal = await AnyCall.TryAsync(channel, Accept, Town.Acceptance().ToByteArray(), AnyCall.Options());

        Assert.NotNull(refusal);
    }

    [Fact]
    public async Task Call_WhenCertificateIsDeniedWhileConnected_IsRefusedFromThenOn()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new AcceptInvitationResponse()));
        await town.AcceptAsync(Town.Acceptance(), Participants.VantaaMunicipality);

        using var certificate = town.Installation.Authority.Issue(Participants.VantaaMunicipality.Urn, CertificateUse.ServerAndClient);
        town.Installation.Change(draft => draft.Deny(Participants.VantaaMunicipality, CertificateCheck.Thumbprint(certificate)));
        var refusal = await town.RefusedAsync(Town.Acceptance(), Participants.VantaaMunicipality);

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    // It stands in no entry of the directory: whoever denies it, denies it for all.
    [Fact]
    public async Task Call_WhenTheGatewaysCertificateIsDeniedByAnybody_IsRefusedWhileItIs()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new ListMyPlansResponse()));
        var client = new MyPlanService.MyPlanServiceClient(town.Channel(CertificateNames.Gateway));
        var token = await town.Tokens.OfAsync("helmi", Participants.Kela.Urn);
        await client.ListMyPlansAsync(new(), AnyCall.Options(token));
        using var certificate = town.Installation.Authority.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient);
        town.Installation.Change(draft => draft.Deny(Participants.TeOffice, CertificateCheck.Thumbprint(certificate)));
        try
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await client.ListMyPlansAsync(new(), AnyCall.Options(token)));
            Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        }
        finally
        {
            town.Installation.Change(draft => draft.Denied[Participants.TeOffice].Clear());
        }

        await client.ListMyPlansAsync(new(), AnyCall.Options(token));
    }

    [Fact]
    public async Task Token_WhenItExpiresWhileInUse_IsRefusedFromThenOn()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new ListMyPlansResponse()));
        var client = new MyPlanService.MyPlanServiceClient(town.Channel(CertificateNames.Gateway));
        var token = await town.Tokens.OfAsync("helmi", Participants.Kela.Urn);
        await client.ListMyPlansAsync(new(), AnyCall.Options(token));
        town.Installation.Time.Advance(TimeSpan.FromMinutes(6));
        try
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await client.ListMyPlansAsync(new(), AnyCall.Options(token)));
            Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        }
        finally
        {
            town.Installation.Time.Advance(TimeSpan.FromMinutes(-6));
        }
    }
}
