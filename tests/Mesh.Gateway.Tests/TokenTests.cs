using System.Security.Cryptography;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Gateway.Tests;

/// <summary>The gateway judges a token itself. The participation named is down: whoever were carried to it would be told so.</summary>
[Collection<GatewayTests>]
public sealed class TokenTests(GatewayTown town)
{
    public static TheoryData<string> Broken =>
    [
        "none", "not-a-token", "expired", "of a forged key", "of another type", "without a kind", "for another participation", "for the gateway", "basic",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Rest_WhenTheTokenIsBroken_IsRefusedAndCarriedNowhere(string how)
    {
        var answer = await town.Http.SendAsync(
            HttpMethod.Get, new Uri(town.Address, $"/o/{Participants.SouthKarelia}/v1/my/activationPlans"), null as string, await HeaderAsync(how));

        Assert.Equal((401, "UNAUTHENTICATED"), (answer.Status, answer.Reason));
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Grpc_WhenTheTokenIsBroken_IsRefusedAndCarriedNowhere(string how)
    {
        var metadata = new Metadata { { "mesh-participant", Participants.SouthKarelia.ToString() } };
        foreach (var (name, value) in await HeaderAsync(how))
        {
            metadata.Add(name, value);
        }

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await town.Plans.ListMyPlansAsync(new(), metadata, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal((StatusCode.Unauthenticated, "UNAUTHENTICATED"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Rest_WhenTheTokenIsWhole_IsCarried()
    {
        var answer = await town.Http.SendAsync(
            HttpMethod.Get, new Uri(town.Address, $"/o/{Participants.SouthKarelia}/v1/my/activationPlans"), null as string, await HeaderAsync("whole"));

        Assert.Equal("PARTICIPANT_UNREACHABLE", answer.Reason);
    }

    private async Task<(string, string)[]> HeaderAsync(string how)
    {
        var audience = Participants.SouthKarelia.Urn;
        if (how == "none")
        {
            return [];
        }

        using var forged = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = how switch
        {
            "expired" => await town.Tokens.ExpiredAsync("aino", audience),
            "of a forged key" => town.Tokens.Forge(audience, "client", null, otherKey: forged),
            "of another type" => town.Tokens.Forge(audience, "client", null, type: "JWT"),
            "without a kind" => town.Tokens.Forge(audience, "nobody", null),
            "for another participation" => await town.Tokens.OfAsync("aino", Participants.Kela.Urn),
            "for the gateway" => await town.Tokens.OfAsync("operator", CertificateNames.Gateway),
            "whole" or "basic" => await town.Tokens.OfAsync("aino", audience),
            _ => how,
        };
        return [("authorization", $"{(how == "basic" ? "Basic" : "Bearer")} {token}")];
    }
}
