using Mesh.TestKit;

namespace Mesh.Gateway.Tests;

/// <summary>Which pages may call: none unless the configuration names their origin.</summary>
[Collection<GatewayTests>]
public sealed class CorsTests(GatewayTown town)
{
    private const string Own = "https://asiointi.example";
    private const string Plans = "/o/0246246-0/SOCIAL_INSURANCE/v1/my/activationPlans";
    private const string Allow = "Access-Control-Allow-Origin";

    [Fact]
    public async Task Page_WhenNoOriginIsAllowed_MayNotCall()
    {
        Assert.False((await PreflightAsync(town.Address, Own)).Headers.Contains(Allow));
        Assert.False((await CallAsync(town.Address, Own)).Headers.Contains(Allow));
    }

    [Fact]
    public async Task Page_WhenItsOriginIsAllowed_MayCallAndRead()
    {
        await using var gateway = await town.StartGatewayAsync(new() { AllowedOrigins = [Own] }, town.Installation.Time);

        var asked = await PreflightAsync(gateway.ListeningAt(), Own);
        var called = await CallAsync(gateway.ListeningAt(), Own);

        Assert.Equal((204, Own), (asked.Status, Assert.Single(asked.Headers.GetValues(Allow))));
        Assert.Contains("mesh-participant", string.Join(',', asked.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.False(asked.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal((401, Own), (called.Status, Assert.Single(called.Headers.GetValues(Allow))));
        Assert.Equal(
            ["grpc-message", "grpc-status", "grpc-status-details-bin", "retry-after", "www-authenticate"],
            string.Join(',', called.Headers.GetValues("Access-Control-Expose-Headers")).Split(',').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("https://other.example")]
    [InlineData("https://asiointi.example.org")]
    [InlineData("http://asiointi.example")]
    [InlineData("https://asiointi.example:8443")]
    [InlineData("null")]
    public async Task Page_WhenItsOriginIsAnother_MayNotCall(string origin)
    {
        await using var gateway = await town.StartGatewayAsync(new() { AllowedOrigins = [Own] }, town.Installation.Time);

        Assert.False((await PreflightAsync(gateway.ListeningAt(), origin)).Headers.Contains(Allow));
        Assert.False((await CallAsync(gateway.ListeningAt(), origin)).Headers.Contains(Allow));
    }

    private Task<RestAnswer> PreflightAsync(Uri gateway, string origin) => town.Http.SendAsync(
        HttpMethod.Options,
        new Uri(gateway, Plans),
        null as string,
        ("Origin", origin),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization,content-type,mesh-participant,x-grpc-web"));

    private Task<RestAnswer> CallAsync(Uri gateway, string origin) => town.Http.SendAsync(HttpMethod.Get, new Uri(gateway, Plans), null as string, ("Origin", origin));
}
