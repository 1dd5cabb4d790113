using System.Text.Json.Nodes;
using Mesh.Gateway.MyData;
using Mesh.TestKit;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>Of somebody about whom much has been asked.</summary>
[Collection<GatewayTests>]
public sealed class LongExportTests(GatewayTown town)
{
    private const int Envelope = 16;

    [Theory]
    [InlineData(5 * 1024 * 1024, true)]
    [InlineData(MyExportGrpcService.LargestExport - Envelope, true)]
    [InlineData(MyExportGrpcService.LargestExport + 1, false)]
    public async Task Export_WhenAParticipationsIsLong_IsInTheFileUpToTheLimitAndElseSaidToBeMissing(int length, bool isThere)
    {
        (town.AtKela.Export, town.AtOffice.Export) = (length, 1);

        var answer = await town.RestAsync(HttpMethod.Get, "/v1/my/data/export", token: await town.Tokens.OfAsync("aino", Mesh.Identity.CertificateNames.Gateway));

        Assert.Equal(200, answer.Status);
        var parts = JsonNode.Parse((string)answer.Json["file"]!)!["participations"]!.AsArray();
        var kela = parts.Single(part => (string?)part!["participation"] == Participants.Kela.ToString())!;
        Assert.Equal(
            (isThere ? length : null, isThere ? null : "RESOURCE_EXHAUSTED"),
            (((string?)kela["export"])?.Length, (string?)kela["not_reached"]));
        Assert.Equal("e", (string?)parts.Single(part => (string?)part!["participation"] == Participants.TeOffice.ToString())!["export"]);
    }

    // The way past the limit: the gateway carries what the participation answers, and reads none of it.
    [Fact]
    public async Task Export_WhenAskedOfTheParticipationItself_HasNoLimit()
    {
        town.AtKela.Export = MyExportGrpcService.LargestExport + 1;

        var answer = await town.RestAsync(HttpMethod.Get, "/o/0246246-0/SOCIAL_INSURANCE/v1/my/export");

        Assert.Equal((200, town.AtKela.Export), (answer.Status, ((string)answer.Json["export"]!).Length));
    }
}
