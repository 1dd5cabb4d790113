using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mesh.TestKit;

namespace Mesh.EndToEnd.Tests;

/// <summary>The examples of docs/rest.md, run one after another in one shell; each answer is what the guide shows.</summary>
[Collection(PlayedMesh.Collection)]
public sealed partial class RestGuideTests(PlayedMesh played, ITestOutputHelper output)
{
    private const string Mark = "=== example ";
    private const string Any = "…";

    [Fact]
    public async Task Examples_WhenRun_AnswerAsTheGuideSays()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "rest.md"), TestContext.Current.CancellationToken);
        var examples = Blocks().Matches(guide).Select(match => (Run: match.Groups["run"].Value, Answer: match.Groups["answer"].Value)).ToList();
        Assert.Equal(guide.Split("```json").Length - 1, examples.Count(example => example.Answer.Length > 0));
        Assert.True(examples.Count(example => example.Answer.Length > 0) >= 9);

        var told = (await RunAsync(string.Join('\n', examples.Select((example, i) => $"echo '{Mark}{i}'\n{example.Run}")))).Split(Mark)[1..];

        Assert.Equal(examples.Count, told.Length);
        for (var i = 0; i < examples.Count; i++)
        {
            if (examples[i].Answer.Length > 0)
            {
                AssertAlike(examples[i].Answer, told[i][(told[i].IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            }
        }
    }

    [Fact]
    public void Answer_WhenItIsNotAsShown_IsFound()
    {
        const string Shown = "{\"a\": {\"b\": \"…\", \"…\": \"…\"}, \"c\": [\"urn:…\"]}\n200 application/json";

        AssertAlike(Shown, "{\"a\":{\"b\":1,\"d\":2},\"c\":[\"urn:x\"]}\n200 application/json\n");
        foreach (var other in (string[])
        [
            "{\"a\":{\"d\":2},\"c\":[\"urn:x\"]}\n200 application/json", "{\"a\":{\"b\":1},\"c\":[\"urn:x\"],\"e\":1}\n200 application/json",
            "{\"a\":{\"b\":1},\"c\":[\"x\"]}\n200 application/json", "{\"a\":{\"b\":1},\"c\":[]}\n200 application/json", "{\"a\":{\"b\":1},\"c\":[\"urn:x\"]}\n400 application/json",
        ])
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertAlike(Shown, other));
        }
    }

    // JSON, and below it what curl says of the status and the media type.
    private static void AssertAlike(string shown, string told)
    {
        var (expected, actual) = (Parts(shown), Parts(told));
        Assert.Equal(expected.Last, actual.Last);
        AssertAlike(expected.Json, actual.Json, "");
    }

    private static (JsonNode? Json, string Last) Parts(string text)
    {
        var at = text.TrimEnd().LastIndexOf('\n');
        return (JsonNode.Parse(text[..at]), text[at..].Trim());
    }

    private static void AssertAlike(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject fields:
                var more = actual!.AsObject().Select(field => field.Key).Except(fields.Select(field => field.Key)).ToList();
                Assert.True(more.Count == 0 || fields.ContainsKey(Any), $"{path}: {string.Join(", ", more)}");
                foreach (var (name, value) in fields.Where(field => field.Key != Any))
                {
                    Assert.True(actual.AsObject().ContainsKey(name), $"{path}.{name} is missing.");
                    AssertAlike(value, actual[name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                Assert.True(items.Count == actual!.AsArray().Count, $"{path}: {actual.AsArray().Count} elements");
                for (var i = 0; i < items.Count; i++)
                {
                    AssertAlike(items[i], actual[i], $"{path}[{i}]");
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains(Any, StringComparison.Ordinal):
                Assert.Matches($"^{Regex.Escape(text).Replace(Any, ".*", StringComparison.Ordinal)}$", actual?.ToString());
                break;
            default:
                Assert.Equal($"{path} {expected?.ToJsonString()}", $"{path} {actual?.ToJsonString()}");
                break;
        }
    }

    private async Task<string> RunAsync(string script)
    {
        var mesh = await played.ServedAsync();
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = mesh.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MESH_DATA"] = mesh.Folder;
        start.Environment["MESH_GATEWAY"] = mesh.Options.Gateway.ToString().TrimEnd('/');
        start.Environment["MESH_ISSUER"] = mesh.Options.Issuer.ToString().TrimEnd('/');
        using var shell = Process.Start(start)!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var told = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        output.WriteLine($"{told}\n{await errors}");
        Assert.Equal(0, shell.ExitCode);
        return told;
    }

    [GeneratedRegex("```sh\n(?<run>.*?)```(?:\n+```json\n(?<answer>.*?)```)?", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
