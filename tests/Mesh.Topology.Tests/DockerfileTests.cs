using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary>What the image is made from: nobody builds it where the tests run, so its recipe is read.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(SourceTree.At("deploy/docker/Dockerfile"));

    private static readonly List<string> Images = [.. Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];

    [Fact]
    public void Repository_WhenSearched_HasNoOtherDockerfile() =>
        Assert.Equal(["Dockerfile"], Directory.GetFiles(SourceTree.At("deploy/docker"), "*ockerfile*").Select(Path.GetFileName));

    [Fact]
    public void Stages_WhenTheyTakeAnImage_NameItsExactVersion()
    {
        Assert.Equal(2, Images.Count);
        Assert.All(Images, image => Assert.Matches(ExactImage(), image));
    }

    [Fact]
    public void FinalStage_WhenItRuns_HasLanguagesAndTimeZonesAndIsNotRoot()
    {
        Assert.Matches("^mcr.microsoft.com/dotnet/aspnet:.*-chiseled-extra$", Images[^1]);
        var last = Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Equal(["USER app"], Lines[last..].Where(line => line.StartsWith("USER ", StringComparison.Ordinal)));
    }

    [Fact]
    public void FinalStage_WhenPackagesAreUpdated_IsTheirRuntime()
    {
        var packages = XDocument.Load(SourceTree.At("Directory.Packages.props")).Descendants("PackageVersion");
        var runtime = packages.Single(package => (string?)package.Attribute("Include") == "Microsoft.AspNetCore.Authentication.JwtBearer");

        Assert.Equal((string?)runtime.Attribute("Version"), VersionOf(Images[^1]));
    }

    [Fact]
    public void Sdk_WhenItBuilds_IsOneThatTheRepositoryTakes()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(SourceTree.At("global.json")));
        var sdk = settings.RootElement.GetProperty("sdk");
        Assert.Equal("latestFeature", sdk.GetProperty("rollForward").GetString());
        var (wanted, taken) = (Version.Parse(sdk.GetProperty("version").GetString()!), Version.Parse(VersionOf(Images[0])));

        // As rollForward says: any later feature band of the same minor version.
        Assert.Equal((wanted.Major, wanted.Minor), (taken.Major, taken.Minor));
        Assert.True(taken >= wanted);
    }

    [Fact]
    public void Build_WhenAPackageGetsAnAdvisory_WarnsAndGoesOn()
    {
        var properties = XDocument.Load(SourceTree.At("Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("TreatWarningsAsErrors").Single().Value);
        Assert.Equal(
            ["$(WarningsNotAsErrors)", "NU1901", "NU1902", "NU1903", "NU1904"],
            properties.Descendants("WarningsNotAsErrors").Single().Value.Split(';'));
        Assert.Empty(properties.Descendants("NuGetAudit"));
        Assert.Empty(properties.Descendants("NoWarn"));
    }

    private static string VersionOf(string image) => ExactImage().Match(image).Groups[1].Value;

    [GeneratedRegex(@"\Amcr\.microsoft\.com/dotnet/[a-z]+:(\d+\.\d+\.\d+)-noble(-chiseled-extra)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExactImage();
}
