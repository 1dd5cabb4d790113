using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Tests.Calls;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Hosting.Tests.Rest;

/// <summary>A REST call is the same call: caller, access, deadline, handler and answer.</summary>
[Collection<TownTests>]
public sealed class RestCallTests(Town town)
{
    [Fact]
    public async Task Call_WhenMadeAsJson_IsTheSameCall()
    {
        (Caller Caller, IMessage Request)? seen = null;
        town.Script.Write((services, request, _) =>
        {
            seen = (services.GetRequiredService<CallScope>().Caller, request);
            return Task.FromResult(new AcceptInvitationResponse { CaseVersion = 3, State = PlanState.Invited });
        });
        var json = RestTown.Acceptance();

        var answer = await town.AcceptAsync(json);

        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(new Caller(CallerKind.Participant, Participants.SouthKarelia), seen!.Value.Caller);
        Assert.Equal(AcceptInvitationRequest.Parser.ParseJson(json), seen.Value.Request);
        Assert.Equal((3, "PLAN_STATE_INVITED"), ((int?)answer.Json["caseVersion"], (string?)answer.Json["state"]));
    }

    [Fact]
    public async Task Call_WhenFieldsHaveTheContractsOwnNames_IsServed()
    {
        town.Script.Write((_, _, _) => Task.FromResult(new AcceptInvitationResponse()));

        var answer = await town.AcceptAsync(RestTown.Acceptance().Replace("requestId", "request_id", StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Call_WhenTheBodyLeavesOutWhatThePathSays_IsServed()
    {
        string? caseId = null;
        town.Script.Write((_, request, _) =>
        {
            caseId = ((AcceptInvitationRequest)request).CaseId;
            return Task.FromResult(new AcceptInvitationResponse());
        });

        await town.AcceptAsync(RestTown.Acceptance().Replace($"\"caseId\": \"{RestTown.CaseId}\",", "", StringComparison.Ordinal));

        Assert.Equal(RestTown.CaseId, caseId);
    }

    [Fact]
    public async Task Answer_WhenWritten_HasDefaultsAndLongNumbersAsText()
    {
        ListPlacementsRequest? asked = null;
        town.Script.Write((_, request, _) =>
        {
            asked = (ListPlacementsRequest)request;
            return Task.FromResult(new ListPlacementsResponse { Placements = { new Placement { Contract = new() { PriceCents = long.MaxValue } } } });
        });

        var answer = await town.ListAsync("?pageSize=7&state=PLACEMENT_STATE_STARTED&pageToken=a%20b");

        Assert.Equal(new ListPlacementsRequest { PageSize = 7, PageToken = "a b", State = PlacementState.Started }, asked);
        Assert.Equal("9223372036854775807", answer.Json["placements"]![0]!["contract"]!["priceCents"]!.GetValue<string>());
        Assert.Equal(("", 0), ((string?)answer.Json["nextPageToken"], (int?)answer.Json["placements"]![0]!["placementVersion"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("S")]
    [InlineData("0S")]
    [InlineData("-1S")]
    [InlineData("123456789S")]
    [InlineData("30s")]
    public async Task Deadline_WhenMissingOrUnreadable_IsDemandedOfOrganisations(string timeout)
    {
        var answer = await town.AcceptAsync(RestTown.Acceptance(), ("grpc-timeout", timeout));

        Assert.Equal((400, "DEADLINE_MISSING"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Deadline_WhenItPasses_EndsTheCall()
    {
        town.Script.Write<AcceptInvitationResponse>(async (_, _, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new();
        });

        var answer = await town.AcceptAsync(RestTown.Acceptance(), ("grpc-timeout", "50m"));

        Assert.Equal((504, "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED"), (answer.Status, answer.Reason, (string?)answer.Json["grpcCode"]));
    }

    [Theory]
    [InlineData("1n")]
    [InlineData("1u")]
    [InlineData("999u")]
    public async Task Deadline_WhenLessThanTimersCount_HasPassedBeforeAnythingIsDone(string timeout)
    {
        town.Script.Write<AcceptInvitationResponse>((_, _, _) => throw new InvalidOperationException("Nothing was to be done."));

        var answer = await town.AcceptAsync(RestTown.Acceptance(), ("grpc-timeout", timeout));

        Assert.Equal((504, "DEADLINE_EXCEEDED"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Call_WhenMadeForAPerson_IsThePersons()
    {
        Caller? seen = null;
        town.Script.Write((services, _, _) =>
        {
            seen = services.GetRequiredService<CallScope>().Caller;
            return Task.FromResult(new ListPlacementsResponse());
        });

        Assert.Equal(200, (await town.ListAsync()).Status);
        Assert.Equal((CallerKind.Professional, Participants.Kela), (seen!.Kind, seen.Participation));
    }

    [Fact]
    public async Task Call_WhenTokenIsNone_IsRefusedWithTheChallenge()
    {
        var answer = await town.ListAsync(token: "none");

        Assert.Equal((401, "UNAUTHENTICATED"), (answer.Status, answer.Reason));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Call_WhenMethodIsForOthers_IsRefused()
    {
        var answer = await town.ListAsync(token: await town.Tokens.OfAsync("aino", Participants.Kela.Urn));

        Assert.Equal((403, "ACCESS_DENIED"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Call_WhenARequestIsReplayedByTheOtherForm_IsOneAct()
    {
        var acts = 0;
        town.Script.Act = async (services, request, context) => await services.GetRequiredService<Writes>().OnceAsync(
            (AcceptInvitationRequest)request, context, _ => Task.FromResult(new AcceptInvitationResponse { CaseVersion = ++acts }));
        var json = RestTown.Acceptance();

        var byRest = await town.AcceptAsync(json);
        var byGrpc = await town.AcceptAsync(AcceptInvitationRequest.Parser.ParseJson(json));

        Assert.Equal((1, 1, 1), (acts, (int?)byRest.Json["caseVersion"], byGrpc.CaseVersion));
    }

    [Fact]
    public async Task Refusal_WhenMadeByBothForms_SaysTheSame()
    {
        var rest = await town.AcceptAsync("");
        var grpc = await town.RefusedAsync(new() { CaseId = RestTown.CaseId });

        Assert.Equal((400, RefusalReader.ReasonOf(grpc)), (rest.Status, rest.Reason));
        Assert.NotEmpty(rest.Violations);
        Assert.Equal(RefusalReader.ViolationsOf(grpc).Select(violation => $"{violation.Field} {violation.Code}"), rest.Violations);
        Assert.Equal(grpc.Status.Detail, (string?)rest.Json["title"]);
        Assert.Equal(StatusCode.InvalidArgument, grpc.StatusCode);
    }
}
