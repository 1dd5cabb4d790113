using System.Net;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class AnswerHeaderTests(GatewayTown town)
{
    [Theory]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/v1/my/activationPlans", 200)]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/openapi/v1.json", 200)]
    [InlineData("/o/0246246-0/SOCIAL_INSURANCE/v1/nothing", 404)]
    [InlineData("/o/nobody/NOTHING/v1/nothing", 400)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/nothing", 404)]
    public async Task Answer_WhenItIsAny_HasTheHeaders(string path, int status)
    {
        town.AtKela.Act = (_, _) => Task.CompletedTask;

        var answer = await town.RestAsync(HttpMethod.Get, path);

        Assert.Equal(status, answer.Status);
        Assert.Equal(
            [
                "Cache-Control: no-store", "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy: same-origin",
                "Referrer-Policy: no-referrer", "Strict-Transport-Security: max-age=31536000", "X-Content-Type-Options: nosniff",
            ],
            answer.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_WhenItShowsTheDocuments_MayLoadOnlyItsOwn()
    {
        var answer = await town.RestAsync(HttpMethod.Get, "/docs/", token: "");

        Assert.Equal((200, "text/html"), (answer.Status, answer.MediaType));
        Assert.StartsWith("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 20, 401)]
    [InlineData(70, 20, 431)]
    [InlineData(1, 33 * 1024, 431)]
    public async Task Request_WhenItHasMoreHeadersThanItNeeds_IsRefused(int count, int length, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(town.Address, "/o/0246246-0/SOCIAL_INSURANCE/v1/my/activationPlans"))
        {
            Version = HttpVersion.Version11,
        };
        foreach (var i in Enumerable.Range(0, count))
        {
            request.Headers.TryAddWithoutValidation($"x-{i}", new string('a', length));
        }

        using var response = await town.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
    }
}
