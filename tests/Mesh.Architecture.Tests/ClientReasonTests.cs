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
        var declared = Repository.CSharp
            .Where(file => file.Path.StartsWith("services/", StringComparison.Ordinal) || file.Path.StartsWith("gateway/", StringComparison.Ordinal))
            .SelectMany(file => Declared().Matches(file.Text))
            .Select(match => match.Groups["reason"].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(declared.Count > 40, $"Only {declared.Count} reasons were found.");
        Assert.Empty(declared.Except(known));
    }

    [GeneratedRegex("""new(?: RefusalReason)?\(\s*StatusCode\.\w+,\s*"(?<reason>[A-Z_0-9]+)",""")]
    private static partial Regex Declared();

    [GeneratedRegex(@"<summary>(?<reason>[A-Z_0-9]+) \(")]
    private static partial Regex Documented();
}
