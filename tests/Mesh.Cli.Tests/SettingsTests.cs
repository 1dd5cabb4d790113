using System.Text.Json.Nodes;

namespace Mesh.Cli.Tests;

/// <summary>What a command is told of the installation and of the operator.</summary>
public sealed class SettingsTests : IDisposable
{
    private const string Flow = "0190a000-0000-7000-8000-000000000001";
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData(null, "SETTINGS_MISSING")]
    [InlineData("{", "SETTINGS_MALFORMED")]
    [InlineData("""{"gateway": "https://localhost:1/"}""", "SETTINGS_INCOMPLETE")]
    public async Task Command_WhenTheInstallationIsNotThere_IsMisused(string? json, string reason)
    {
        if (json is not null)
        {
            File.WriteAllText(_shell.At("mesh.json"), json);
        }

        Assert.Equal(2, await _shell.RunAsync("flow", Flow, "--settings", _shell.At("mesh.json"), "--persona", "operator", "--json"));

        Assert.Equal(reason, (string?)JsonNode.Parse(_shell.Error)!["reason"]);
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public async Task Command_WhenItSaysNotWhoActs_IsMisused()
    {
        File.WriteAllText(
            _shell.At("mesh.json"),
            """{"gateway": "https://localhost:1/", "issuer": "https://localhost:1/", "roots": "a", "directory": "b", "directoryKey": "c"}""");

        Assert.Equal(2, await _shell.RunAsync("flow", Flow, "--settings", _shell.At("mesh.json")));

        Assert.StartsWith("OPERATOR_MISSING:", _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parked", "list", "--at", "Kela")]
    [InlineData("parked", "discard", Flow, "--at", "0246246-0/SOCIAL_INSURANCE")]
    [InlineData("flow", "not-a-uuid")]
    [InlineData("flows")]
    [InlineData("parked")]
    [InlineData("health", "--loudly")]
    [InlineData("outbox", "resend", "--at", "0246246-0/SOCIAL_INSURANCE", "--since", "soon")]
    [InlineData("keys", "rotate", "--at", "0246246-0/SOCIAL_INSURANCE", "--keys", "keys.json")]
    [InlineData("keys", "rotate", "--at", "0246246-0/SOCIAL_INSURANCE", "--keys", "keys.json", "--file", "kela.db", "--host", "database")]
    [InlineData("keys", "rotate", "--at", "0246246-0/SOCIAL_INSURANCE", "--file", "kela.db")]
    [InlineData("keys", "retire", "--at", "0246246-0/SOCIAL_INSURANCE", "--keys", "keys.json", "--file", "kela.db")]
    public async Task Command_WhenItsWordsAreWrong_IsMisused(params string[] command)
    {
        Assert.Equal(2, await _shell.RunAsync(command));
        Assert.StartsWith("COMMAND_MALFORMED:", _shell.Error, StringComparison.Ordinal);

        Assert.Equal(2, await _shell.RunAsync([.. command, "--json"]));
        Assert.Equal("COMMAND_MALFORMED", (string?)JsonNode.Parse(_shell.Error)!["reason"]);
        Assert.Empty(_shell.Output);
    }

    [Theory]
    [InlineData("a", "KEY_REFUSED")]
    [InlineData(null, "FILE_MISSING")]
    public async Task Command_WhenAFileOfTheInstallationIsNone_IsMisused(string? key, string reason)
    {
        File.WriteAllText(_shell.At("a"), "no roots, and nobody is called");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "participants.json"), _shell.At("b"));
        if (key is not null)
        {
            File.WriteAllText(_shell.At("c"), key);
        }

        await GivenAsync("health", "--persona", "operator");

        Assert.Equal(reason, (string?)JsonNode.Parse(_shell.Error)!["reason"]);
    }

    [Fact]
    public async Task Command_WhenRootsAreNoCertificates_IsMisused()
    {
        File.WriteAllText(_shell.At("a"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        await GivenAsync("flow", Flow, "--persona", "operator");

        Assert.Equal("KEY_REFUSED", (string?)JsonNode.Parse(_shell.Error)!["reason"]);
    }

    [Fact]
    public async Task Command_WhenAFolderStandsWhereAFileShould_IsMisused()
    {
        Directory.CreateDirectory(_shell.At("participants.json.tmp"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "participants.json"), _shell.At("participants.json"));
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_shell.At("private.pem"), key.ExportPkcs8PrivateKeyPem());

        Assert.Equal(2, await _shell.RunAsync("directory", "sign", _shell.At("participants.json"), "--key", _shell.At("private.pem"), "--json"));

        Assert.Equal("FILE_FAILED", (string?)JsonNode.Parse(_shell.Error)!["reason"]);
    }

    private async Task GivenAsync(params string[] command)
    {
        File.WriteAllText(
            _shell.At("mesh.json"),
            """{"gateway": "https://localhost:1/", "issuer": "https://localhost:1/", "roots": "a", "directory": "b", "directoryKey": "c"}""");
        Assert.Equal(2, await _shell.RunAsync([.. command, "--settings", _shell.At("mesh.json"), "--json"]));
        Assert.Empty(_shell.Output);
    }
}
