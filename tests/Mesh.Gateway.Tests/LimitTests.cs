using System.Net;
using Google.Protobuf;
using Google.Rpc;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Gateway.Tests;

/// <summary>A gateway with small limits, on a clock that stands still.</summary>
[Collection<GatewayTests>]
public sealed class LimitTests(GatewayTown town) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private WebApplication? _gateway;

    private Uri Address => _gateway!.ListeningAt();

    public async ValueTask InitializeAsync()
    {
        town.AtKela.Act = (_, _) => Task.CompletedTask;
        _gateway = await town.StartGatewayAsync(
            new() { PersonBurst = 2, PersonPerSecond = 1, AddressBurst = 6, AddressPerSecond = 1 }, _time);
    }

    public ValueTask DisposeAsync() => _gateway!.DisposeAsync();

    [Fact]
    public async Task Person_WhenItCallsTooOften_IsToldWhenToCallAgain()
    {
        await RestAsync("aino");
        await RestAsync("aino");

        var refused = await RestAsync("aino");
        var other = await RestAsync("helmi");
        _time.Advance(TimeSpan.FromSeconds(1));
        var later = await RestAsync("aino");

        Assert.Equal((429, "RATE_LIMITED", 1, TimeSpan.FromSeconds(1)), (refused.Status, refused.Reason, (int?)refused.Json["retryAfter"], refused.Headers.RetryAfter!.Delta));
        Assert.Equal((200, 200), (other.Status, later.Status));
    }

    [Fact]
    public async Task Person_WhenItCallsInAnotherForm_IsCountedTogether()
    {
        await RestAsync("aino");
        await WebAsync("/tyollisyys.mesh.activationplans.v1.MyPlanService/ListMyPlans", new ListMyPlansRequest(), "aino", Participants.Kela.Urn);

        var refused = await WebAsync("/tyollisyys.mesh.activationplans.v1.MyPlanService/ListMyPlans", new ListMyPlansRequest(), "aino", Participants.Kela.Urn);

        Assert.Equal((200, "8", "RATE_LIMITED"), (refused.HttpStatus, refused.Trailers["grpc-status"], refused.Reason));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Status!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
    }

    [Fact]
    public async Task Person_WhenItCallsTheGatewayItself_IsCountedThereToo()
    {
        var statuses = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await WebAsync(
                "/tyollisyys.mesh.flows.v1.FlowService/GetFlow", new GetFlowRequest { FlowId = Guid.CreateVersion7().ToString() }, "operator", CertificateNames.Gateway);
            statuses.Add(answer.Trailers["grpc-status"]);
        }

        Assert.Equal(["0", "0", "8"], statuses);
    }

    [Fact]
    public async Task Address_WhenItCallsTooOftenWithoutAToken_IsNotEvenAuthenticated()
    {
        var reasons = new List<string?>();
        for (var i = 0; i < 7; i++)
        {
            reasons.Add((await town.Http.SendAsync(HttpMethod.Get, new Uri(Address, Plans), null as string)).Reason);
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        var later = await town.Http.SendAsync(HttpMethod.Get, new Uri(Address, Plans), null as string);

        Assert.Equal([.. Enumerable.Repeat("UNAUTHENTICATED", 6), "RATE_LIMITED"], reasons);
        Assert.Equal("UNAUTHENTICATED", later.Reason);
    }

    private const string Plans = "/o/0246246-0/SOCIAL_INSURANCE/v1/my/activationPlans";

    private async Task<RestAnswer> RestAsync(string persona) => await town.Http.SendAsync(
        HttpMethod.Get, new Uri(Address, Plans), null as string, ("authorization", $"Bearer {await town.Tokens.OfAsync(persona, Participants.Kela.Urn)}"));

    private async Task<GrpcWebAnswer> WebAsync(string method, IMessage request, string persona, string audience) => await GrpcWebCall.SendAsync(
        town.Http,
        Address,
        method,
        request,
        false,
        HttpVersion.Version11,
        ("authorization", $"Bearer {await town.Tokens.OfAsync(persona, audience)}"),
        ("mesh-participant", Participants.Kela.ToString()));
}
