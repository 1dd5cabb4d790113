using System.Diagnostics;
using System.Text.Json.Nodes;
using Mesh.Local;
using Mesh.TestKit;
using Spectre.Console;

namespace Mesh.EndToEnd.Tests;

/// <summary>What the launcher tells its user to try is tried, and is what the README says.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class WhatNowTests(PlayedMesh played)
{
    private const string Indent = "  ";

    [Fact]
    public async Task Call_WhenPastedIntoAShell_IsAnswered()
    {
        var mesh = await played.ServedAsync();

        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", string.Join('\n', Commands(Told(mesh)))])
        {
            WorkingDirectory = Environment.CurrentDirectory,
            RedirectStandardOutput = true,
        })!;
        var answer = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
        Assert.NotEmpty(JsonNode.Parse(answer)!["findings"]!.AsArray());
    }

    [Fact]
    public async Task Page_WhenOpened_HasTheCall()
    {
        var mesh = await played.ServedAsync();
        var address = new Uri(Assert.Single(Lines(Told(mesh)), line => line.Contains("/docs/", StringComparison.Ordinal)));
        var http = mesh.Http(null);

        var page = await http.GetStringAsync(address, TestContext.Current.CancellationToken);
        var document = page.Split("\"url\":\"")[1].Split('"')[0];
        var paths = JsonNode.Parse(await http.GetStringAsync(new Uri(mesh.Options.Gateway, document), TestContext.Current.CancellationToken))!["paths"]!;

        // The fragment is the page's own way of naming an operation: tag, verb, path.
        Assert.Equal(["#tag", "eligibilityservice", "GET", "v1", "eligibilityFindings"], address.Fragment.Split('/'));
        Assert.Equal("EligibilityService", (string?)paths["/v1/eligibilityFindings"]!["get"]!["tags"]![0]);
    }

    [Fact]
    public async Task Readme_WhenComparedWithTheLauncher_SaysTheSame()
    {
        var mesh = await played.ServedAsync();
        var readme = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "README.md"), TestContext.Current.CancellationToken);
        var usual = Told(mesh)
            .Replace(Path.GetRelativePath(Environment.CurrentDirectory, mesh.Installation.Authority.RootFile), ".mesh/local/certificates/authority.crt", StringComparison.Ordinal)
            .Replace(mesh.Options.Gateway.ToString(), "https://localhost:7300/", StringComparison.Ordinal)
            .Replace(mesh.Options.Issuer.ToString(), "https://localhost:7310/", StringComparison.Ordinal);

        Assert.All(Lines(usual), line => Assert.Contains(line, readme, StringComparison.Ordinal));
    }

    private static string Told(ServedMesh mesh)
    {
        using var text = new StringWriter();
        WhatNow.Print(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text) }), mesh.Installation, mesh.Options);
        return text.ToString();
    }

    private static List<string> Lines(string told) =>
        [.. told.Split('\n').Where(line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(line => line[Indent.Length..].TrimEnd())];

    private static IEnumerable<string> Commands(string told) => Lines(told).Where(line => !line.StartsWith("https://", StringComparison.Ordinal));
}
