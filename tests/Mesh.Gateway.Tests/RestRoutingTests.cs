using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class RestRoutingTests
{
    private const string Plans = "/o/0246246-0/SOCIAL_INSURANCE/v1/my/activationPlans";

    private readonly GatewayTown _town;
    private Caller? _caller;
    private Metadata _headers = [];
    private string? _timeout;

    public RestRoutingTests(GatewayTown town)
    {
        _town = town;
        _town.AtKela.Act = (services, context) =>
        {
            _caller = services.GetRequiredService<CallScope>().Caller;
            _headers = context.RequestHeaders;
            // A header of the protocol, so no metadata.
            _timeout = context.GetHttpContext().Request.Headers["grpc-timeout"];
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Call_WhenParticipationStandsInThePath_ReachesItWithTheToken()
    {
        var answer = await _town.RestAsync(HttpMethod.Get, Plans);

        Assert.Equal((200, "application/json", """{"planCases":[]}"""), (answer.Status, answer.MediaType, answer.Text.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((CallerKind.Client, null), (_caller!.Kind, _caller.Participation));
    }

    [Fact]
    public async Task Call_WhenItHasABody_BringsIt()
    {
        const string Case = "01980000-0000-7000-8000-00000000000a";

        var answer = await _town.RestAsync(
            HttpMethod.Post, $"{Plans}/{Case}:sign", $$"""{"requestId": "{{Case}}", "planVersion": 7, "contentSha256": "{{Convert.ToBase64String(new byte[32])}}"}""");

        Assert.Equal((200, 7), (answer.Status, (int?)answer.Json["caseVersion"]));
    }

    [Fact]
    public async Task Call_WhenItHasParameters_BringsThem()
    {
        var answer = await _town.RestAsync(HttpMethod.Get, Plans + "?colour=a%20b&pageSize=1");

        Assert.Equal((400, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Equal(["colour UNKNOWN_FIELD", "pageSize UNKNOWN_FIELD"], answer.Violations);
    }

    [Theory]
    [InlineData("Kela/SOCIAL_INSURANCE")]
    [InlineData("0246246-0/social_insurance")]
    [InlineData("0246246-1/SOCIAL_INSURANCE")]
    [InlineData("0101263-6/MUNICIPALITY")]
    public async Task Call_WhenParticipationIsUnknown_IsRefused(string participation)
    {
        var answer = await _town.RestAsync(HttpMethod.Get, $"/o/{participation}/v1/my/activationPlans");

        Assert.Equal((400, "PARTICIPANT_UNKNOWN", "INVALID_ARGUMENT"), (answer.Status, answer.Reason, (string?)answer.Json["grpcCode"]));
        Assert.Null(_caller);
    }

    [Fact]
    public async Task Call_WhenParticipationIsDown_SaysSo()
    {
        var answer = await _town.RestAsync(
            HttpMethod.Get,
            $"/o/{Participants.SouthKarelia}/v1/my/activationPlans",
            token: await _town.Tokens.OfAsync("aino", Participants.SouthKarelia.Urn));

        Assert.Equal((503, "PARTICIPANT_UNREACHABLE"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Call_WhenItBringsAFlow_LosesIt()
    {
        await _town.RestAsync(HttpMethod.Get, Plans, null, null, (CallGate.FlowHeader, Guid.CreateVersion7().ToString()), ("x-own", "a"));

        Assert.Null(_headers.GetValue(CallGate.FlowHeader));
        Assert.Equal("a", _headers.GetValue("x-own"));
    }

    [Theory]
    [InlineData(null, "10S")]
    [InlineData("3S", "3S")]
    public async Task Call_WhenCarried_HasADeadline(string? given, string sent)
    {
        await _town.RestAsync(HttpMethod.Get, Plans, null, null, given is null ? [] : [("grpc-timeout", given)]);

        Assert.Equal(sent, _timeout);
    }

    [Fact]
    public async Task Call_WhenItsDeadlinePasses_IsEnded()
    {
        _town.AtKela.Act = (_, context) => Task.Delay(Timeout.Infinite, context.CancellationToken);

        var answer = await _town.RestAsync(HttpMethod.Get, Plans, null, null, ("grpc-timeout", "100m"));

        Assert.Equal((504, "DEADLINE_EXCEEDED"), (answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData("GET", "/my/activationPlans", 200, 2)]
    [InlineData("POST", "/my/activationPlans/01980000-0000-7000-8000-00000000000a:sign", 200, 2)]
    [InlineData("POST", "/jobseekers/01980000-0000-7000-8000-00000000000a:evaluateEligibility", 503, 1)]
    public async Task Call_WhenItIsBrokenOffOnce_IsCarriedAgainWhereTheContractSaysThatItMay(string verb, string path, int status, int carried)
    {
        var calls = 0;
        _town.AtKela.Act = (_, context) =>
        {
            if (++calls == 1)
            {
                context.GetHttpContext().Abort();
            }

            return Task.CompletedTask;
        };
        var sign = $$"""{"requestId": "{{Guid.CreateVersion7()}}", "planVersion": 7, "contentSha256": "{{Convert.ToBase64String(new byte[32])}}"}""";
        var isEvaluation = path.EndsWith("evaluateEligibility", StringComparison.Ordinal);

        var answer = await _town.RestAsync(
            new HttpMethod(verb),
            "/o/0246246-0/SOCIAL_INSURANCE/v1" + path,
            verb == "GET" ? null : isEvaluation ? "{}" : sign,
            isEvaluation ? await _town.Tokens.OfAsync("kela-officer", Participants.Kela.Urn) : null);

        Assert.Equal((status, carried), (answer.Status, calls));
    }

    [Fact]
    public async Task Call_WhenTheServiceRefuses_BringsItsProblemAsItIs()
    {
        _town.AtKela.Act = (_, _) => throw Refusals.NoBasis.Raise(("rule", "CON-7"));

        var answer = await _town.RestAsync(HttpMethod.Get, Plans);

        Assert.Equal((403, "NO_BASIS", "CON-7"), (answer.Status, answer.Reason, (string?)answer.Json["metadata"]!["rule"]));
        Assert.Equal(Refusals.NoBasis.Fi, (string?)answer.Json["localized"]!["fi"]);
    }

    [Fact]
    public async Task Call_WhenTheMethodIsForParticipations_IsRefusedByTheService()
    {
        var answer = await _town.RestAsync(
            HttpMethod.Post, "/o/0246246-0/SOCIAL_INSURANCE/v1/cooperation/activationPlans/01980000-0000-7000-8000-00000000000a:acceptInvitation", "{}");

        Assert.Equal((403, "ACCESS_DENIED"), (answer.Status, answer.Reason));
        Assert.Null(_caller);
    }

    [Fact]
    public async Task Call_WhenThePathIsUnknownThere_IsToldByTheService()
    {
        var answer = await _town.RestAsync(HttpMethod.Get, "/o/0246246-0/SOCIAL_INSURANCE/v1/nothing");

        Assert.Equal((404, "PATH_UNKNOWN"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task Call_WhenItIsTooLarge_IsRefused()
    {
        var answer = await _town.RestAsync(HttpMethod.Post, $"{Plans}/a:sign", $$"""{"requestId": "{{new string('a', 1024 * 1024)}}"}""");

        Assert.Equal((413, "REQUEST_TOO_LARGE", "RESOURCE_EXHAUSTED"), (answer.Status, answer.Reason, (string?)answer.Json["grpcCode"]));
        Assert.Null(_caller);
    }

    [Fact]
    public async Task Call_WhenItIsForTheGatewayItself_IsServedThere()
    {
        var answer = await _town.RestAsync(
            HttpMethod.Get, $"/v1/flows/{Guid.CreateVersion7()}", token: await _town.Tokens.OfAsync("operator", CertificateNames.Gateway));

        Assert.Equal(200, answer.Status);
        Assert.Contains(Participants.SouthKarelia.ToString(), answer.Json["unreachable"]!.AsArray().Select(each => (string?)each!["participant"]));
    }
}
