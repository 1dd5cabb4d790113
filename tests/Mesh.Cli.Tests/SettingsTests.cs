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
    [InlineData("outbox", "resend", "--at", "0246246-0/SOCIAL_INSURANCE", "--since", "soon")]
    public async Task Command_WhenItsWordsAreWrong_IsNotCarriedOut(params string[] command) => Assert.NotEqual(0, await _shell.RunAsync(command));
}
