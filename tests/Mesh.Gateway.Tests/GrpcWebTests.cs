using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class GrpcWebTests
{
    private const string List = "/tyollisyys.mesh.activationplans.v1.MyPlanService/ListMyPlans";
    private const string Sign = "/tyollisyys.mesh.activationplans.v1.MyPlanService/SignMyPlan";

    private readonly GatewayTown _town;

    public GrpcWebTests(GatewayTown town)
    {
        _town = town;
        _town.AtKela.Act = (_, context) =>
        {
            context.ResponseTrailers.Add("x-trailer", "b");
            return Task.CompletedTask;
        };
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public async Task Call_WhenMadeByABrowser_BringsMessageStatusAndTrailers(bool isText, int version)
    {
        var request = new SignMyPlanRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            CaseId = Guid.CreateVersion7().ToString(),
            PlanVersion = 7,
            ContentSha256 = ByteString.CopyFrom(new byte[32]),
        };

        var answer = await CallAsync(Sign, request, isText, version);

        Assert.Equal((200, "0"), (answer.HttpStatus, answer.Trailers["grpc-status"]));
        Assert.StartsWith(isText ? "application/grpc-web-text" : "application/grpc-web", answer.MediaType, StringComparison.Ordinal);
        Assert.Equal(7, SignMyPlanResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).CaseVersion);
        Assert.Equal("b", answer.Trailers["x-trailer"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_WhenTheServiceRefuses_BringsTheWholeStatus(bool isText)
    {
        var violations = new Violations();
        violations.Add("plan_version", "STALE", "Must be the latest.");
        _town.AtKela.Act = (_, _) => throw violations.Raise();

        var answer = await CallAsync(List, new ListMyPlansRequest(), isText);

        Assert.Equal("3", answer.Trailers["grpc-status"]);
        Assert.Equal(violations.Raise().GetRpcStatus(), answer.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_WhenTheGatewayRefuses_SaysSoInTheSameForm(bool isText)
    {
        var answer = await GrpcWebCall.SendAsync(
            _town.Http, _town.Address, List, new ListMyPlansRequest(), isText, HttpVersion.Version11, ("mesh-participant", "nobody"));

        Assert.Equal((200, "3", "PARTICIPANT_UNKNOWN"), (answer.HttpStatus, answer.Trailers["grpc-status"], answer.Reason));
        Assert.StartsWith("application/grpc-web", answer.MediaType, StringComparison.Ordinal);
        Assert.Equal(Refusals.ParticipantUnknown.En, Uri.UnescapeDataString(answer.Trailers["grpc-message"]));
    }

    [Fact]
    public async Task Stream_WhenWatched_BringsEachMessageAsItComes()
    {
        var first = await GrpcWebCall.FirstMessageAsync(
            _town.Http, _town.Address, "/grpc.health.v1.Health/Watch", new HealthCheckRequest(), await HeadersAsync());

        Assert.NotEqual(HealthCheckResponse.Types.ServingStatus.Unknown, HealthCheckResponse.Parser.ParseFrom(first).Status);
    }

    [Fact]
    public async Task Call_WhenItIsForTheGatewayItself_IsServedThere()
    {
        var answer = await GrpcWebCall.SendAsync(
            _town.Http,
            _town.Address,
            "/tyollisyys.mesh.flows.v1.FlowService/GetFlow",
            new GetFlowRequest { FlowId = Guid.CreateVersion7().ToString() },
            true,
            HttpVersion.Version11,
            ("authorization", $"Bearer {await _town.Tokens.OfAsync("operator", CertificateNames.Gateway)}"));

        Assert.Equal("0", answer.Trailers["grpc-status"]);
        Assert.NotEmpty(GetFlowResponse.Parser.ParseFrom(Assert.Single(answer.Messages)).Unreachable);
    }

    private async Task<GrpcWebAnswer> CallAsync(string method, IMessage request, bool isText, int version = 1) =>
        await GrpcWebCall.SendAsync(_town.Http, _town.Address, method, request, isText, new Version(version, version == 1 ? 1 : 0), await HeadersAsync());

    private async Task<(string, string)[]> HeadersAsync() =>
    [
        ("mesh-participant", Participants.Kela.ToString()),
        ("authorization", $"Bearer {await _town.Tokens.OfAsync("aino", Participants.Kela.Urn)}"),
    ];
}
