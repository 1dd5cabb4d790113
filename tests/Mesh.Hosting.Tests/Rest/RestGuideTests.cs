using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Validation;
using Mesh.TestKit;

namespace Mesh.Hosting.Tests.Rest;

/// <summary>The tables of docs/rest.md are those of the code.</summary>
public sealed partial class RestGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "rest.md"));

    [Fact]
    public void Statuses_WhenComparedWithTheCode_AreItsOwn() => Assert.Equal(
        Enum.GetValues<StatusCode>().Select(code => (WireNames.UpperSnake(code.ToString()), Shown(code))).OrderBy(each => each.Item1, StringComparer.Ordinal),
        Rows("gRPC code").Select(row => (row[0], row[1])).OrderBy(each => each.Item1, StringComparer.Ordinal));

    [Fact]
    public void Violations_WhenComparedWithTheCode_AreItsOwn() => Assert.Equal(
        new[] { typeof(JsonCodes), typeof(ViolationCodes) }
            .SelectMany(type => type.GetFields()).Select(field => (string)field.GetRawConstantValue()!).Except([ViolationCodes.IdentityCode]).Order(StringComparer.Ordinal),
        Rows("code").Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    public void Fields_WhenComparedWithTheDocument_AreThoseOfAProblem()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "openapi", "gateway.json")))!["components"]!["schemas"]!["Problem"]!["properties"]!;

        Assert.Equal(schema.AsObject().Select(field => field.Key), Rows("field").Select(row => row[0].Trim('`')));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(415)]
    [InlineData(400)]
    public void Reasons_WhenHttpRefuses_AreNamed(int status)
    {
        var code = (StatusCode)HttpErrors.StatusOf(status).Code;

        Assert.Contains($"{status} `{HttpErrors.ReasonOf(code, status)}`", Guide.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static string Shown(StatusCode code) => code == StatusCode.ResourceExhausted
        ? $"{HttpErrors.StatusOf(code, null)}; {HttpErrors.StatusOf(code, Refusals.RequestTooLarge.Reason)} with reason `{Refusals.RequestTooLarge.Reason}`"
        : $"{HttpErrors.StatusOf(code, null)}";

    // The rows of the one table whose first column has that name.
    private static List<string[]> Rows(string first)
    {
        var rows = Guide[Guide.IndexOf($"\n| {first} |", StringComparison.Ordinal)..].TrimStart().Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2).ToList();
        Assert.NotEmpty(rows);
        return [.. rows.Select(row => Cells().Split(row.Trim('|', ' ')))];
    }

    [GeneratedRegex(@"\s*\|\s*")]
    private static partial Regex Cells();
}
