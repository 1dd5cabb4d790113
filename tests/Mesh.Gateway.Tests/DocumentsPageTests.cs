using Mesh.TestKit;

namespace Mesh.Gateway.Tests;

/// <summary>The page that shows the documents.</summary>
[Collection<GatewayTests>]
public sealed class DocumentsPageTests(GatewayTown town)
{
    [Fact]
    public async Task Page_WhenOpened_OffersEveryDocumentAndTheyAreServed()
    {
        var page = await PageAsync("/docs/");

        foreach (var path in town.Installation.Directory.Entries.Select(entry => $"o/{entry.Participation}/openapi/v1.json").Append("openapi/v1.json"))
        {
            Assert.Contains($"\"url\":\"{path}\"", page, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await town.RestAsync(HttpMethod.Get, $"/o/{Participants.Kela}/openapi/v1.json", token: "")).Status);
        Assert.Equal(200, (await town.RestAsync(HttpMethod.Get, "/openapi/v1.json", token: "")).Status);
    }

    [Theory]
    [InlineData("gateway", "openapi/v1.json")]
    [InlineData("0246246-0-social-insurance", "o/0246246-0/SOCIAL_INSURANCE/openapi/v1.json")]
    public async Task Page_WhenOneDocumentIsNamed_ShowsThatOne(string name, string path)
    {
        var page = await PageAsync("/docs/" + name);

        Assert.Contains($"\"url\":\"{path}\"", page, StringComparison.Ordinal);
        Assert.Single(page.Split("\"url\":").Skip(1));
    }

    [Fact]
    public async Task Page_WhenOpened_SendsNobodyElsewhereAndKeepsNoToken()
    {
        var page = await PageAsync("/docs/");

        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("\"showDeveloperTools\":\"never\"", page, StringComparison.Ordinal);
        Assert.Contains("\"hideClientButton\":true", page, StringComparison.Ordinal);
        Assert.Contains("\"agent\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.Contains("\"mcp\":{\"disabled\":true}", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"persistAuth\":false", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        var answer = await town.RestAsync(HttpMethod.Get, path, token: "");
        Assert.Equal((200, "text/html"), (answer.Status, answer.MediaType));
        return answer.Text;
    }
}
