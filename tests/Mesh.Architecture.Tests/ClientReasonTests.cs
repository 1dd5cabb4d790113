using System.Text.RegularExpressions;

namespace Mesh.Architecture.Tests;

/// <summary>The client package's enum holds every reason that a service or the gateway declares, so that none is <c>Unknown</c> to its own version.</summary>
public sealed partial class ClientReasonTests
{
    private const string Enum = "deploy/clients/dotnet/MeshReason.cs";

    [Fact]
    public void Reasons_WhenServicesAreRead_AreInTheClientPackage()
    {
        var known = Documented().Matches(Repository.File(Enum).Text).Select(match => match.Groups["reason"].Value).ToHashSet(StringComparer.Ordinal);
        List<SourceFile> sources =
        [
            .. Repository.CSharp.Where(file =>
                file.Path.StartsWith("services/", StringComparison.Ordinal) || file.Path.StartsWith("gateway/", StringComparison.Ordinal)),
        ];
        var constants = sources.SelectMany(file => Constants().Matches(file.Text))
            .ToLookup(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);
        var declared = sources.SelectMany(file => Declared().Matches(file.Text))
            .SelectMany(match => match.Groups["reason"] is { Success: true } reason ? [reason.Value] : constants[match.Groups["constant"].Value])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(declared.Count > 60, $"Only {declared.Count} reasons were found.");
        Assert.Empty(declared.Except(known));
    }

    // Made by the constructor or by a file's own shorthand for it, of a text or of a constant of the law.
    [GeneratedRegex("""(?:RefusalReason \w+\s*=\s*\w+|new RefusalReason)\(\s*(?:StatusCode\.\w+,\s*)?(?:"(?<reason>[A-Z_0-9]+)"|\w+\.(?<constant>\w+)),""")]
    private static partial Regex Declared();

    [GeneratedRegex("""const string (?<name>\w+) = "(?<value>[A-Z_0-9]+)";""")]
    private static partial Regex Constants();

    [GeneratedRegex(@"<summary>(?<reason>[A-Z_0-9]+) \(")]
    private static partial Regex Documented();
}
