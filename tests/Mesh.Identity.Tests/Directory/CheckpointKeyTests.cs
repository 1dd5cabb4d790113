using System.Text.Json.Nodes;

namespace Mesh.Identity.Tests;

public sealed class CheckpointKeyTests
{
    private const string Kela = "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE";

    // golang.org/x/mod/sumdb/note, the example of its documentation.
    private const string Published = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    [Fact]
    public void Read_WhenItIsAPublishedKey_GivesItsPartsAndTheSameText()
    {
        var key = VerifierKey.Read(Published)!;

        Assert.Equal("PeterNeumann", key.Name);
        Assert.Equal(0xc74f20a3u, key.Hash);
        Assert.Equal(Published, key.ToString());
        Assert.Equal(VerifierKey.Of("PeterNeumann", key.PublicKey.Span), key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ABpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T")]
    [InlineData("PeterNeumann+c74f20a3+!Rpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void Read_WhenItIsNoVerifierKey_GivesNone(string? text) => Assert.Null(VerifierKey.Read(text));

    [Fact]
    public void Read_WhenAKeyIsListed_HasItInTheEntry()
    {
        var key = VerifierKey.Of(Kela, new byte[32]).ToString();

        var directory = DirectoryJson.Committed().With(json => json[0]["checkpointKeys"] = new JsonArray(Row(key))).Read().Directory;

        Assert.Equal([new CheckpointKey(key, new(2020, 1, 1), null)], directory.Entries[0].CheckpointKeys);
    }

    [Fact]
    public void Read_WhenAKeyNamesAnotherParticipation_IsRefused() => AssertRefused(
        DirectoryFaults.CheckpointKey, "$.participants[1].checkpointKeys[0].verifier",
        json => json[1]["checkpointKeys"] = new JsonArray(Row(VerifierKey.Of(Kela, new byte[32]).ToString())));

    [Fact]
    public void Read_WhenTwoKeysAreForOneDay_IsRefused() => AssertRefused(
        DirectoryFaults.KeyOverlap, "$.participants[0].checkpointKeys[1]",
        json => json[0]["checkpointKeys"] = new JsonArray(Row(OfKela(1)), Row(OfKela(2))));

    [Fact]
    public void Read_WhenProductionHasNone_IsRefused() => AssertRefused(
        DirectoryFaults.NoCheckpointKey, "$.participants[0].checkpointKeys", json => json[0].AsObject().Remove("checkpointKeys"), DirectoryJson.Production());

    [Fact]
    public void Check_WhenAKeyIsGoneFromTheNextVersion_IsRefused()
    {
        var current = DirectoryJson.Production().Read().Directory;
        var next = DirectoryJson.Production().WithVersion(2).With(json => json[0]["checkpointKeys"] = new JsonArray(Row(OfKela(9)))).Read().Directory;

        Assert.Contains(DirectorySuccession.Check(current, next), violation => violation.Code == DirectoryFaults.CheckpointKeyChanged);
    }

    private static void AssertRefused(string code, string path, Action<DirectoryJson> change, DirectoryJson? json = null)
    {
        var violation = Assert.Single((json ?? DirectoryJson.Committed()).With(change).Read().Violations);

        Assert.Equal((code, path), (violation.Code, violation.Path));
    }

    private static JsonObject Row(string verifier) => new() { ["verifier"] = verifier, ["from"] = "2020-01-01" };

    private static string OfKela(byte number) => VerifierKey.Of(Kela, [.. Enumerable.Repeat(number, 32)]).ToString();
}
