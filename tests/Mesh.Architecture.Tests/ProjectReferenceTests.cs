namespace Mesh.Architecture.Tests;

/// <summary>
/// Who may know whom. The hard lines run between participants (an owner's project never sees another owner's) and between
/// law and everything else (Mesh.Statutes sees nothing).
/// </summary>
public sealed class ProjectReferenceTests
{
    private const string Contracts = "Tyollisyys.Mesh.Protos";

    /// <summary>A block that is not in this list is one nobody decided on: add it here with what it may know.</summary>
    private static readonly Dictionary<string, string[]> BuildingBlocks = new(StringComparer.Ordinal)
    {
        ["Mesh.Statutes"] = [],
        ["Mesh.Identity"] = [],
        ["Mesh.Messaging"] = ["Mesh.Identity", "Mesh.Hosting", Contracts],
        ["Mesh.Disclosure"] = ["Mesh.Identity", "Mesh.Hosting", Contracts],
        // Beside the door: receipts of withdrawn consents, and people by their random ids.
        ["Mesh.ClientNotices"] = ["Mesh.Identity", "Mesh.Hosting", "Mesh.Disclosure", "Mesh.WorkQueues", Contracts],
        // Where the two roads meet: an act at the holder, told on the bus.
        ["Mesh.ConsentNotices"] = ["Mesh.Identity", "Mesh.Hosting", "Mesh.Disclosure", "Mesh.Messaging", Contracts],
        // Beside the common parts: whom an item is about, by the person's random id.
        ["Mesh.WorkQueues"] = ["Mesh.Identity", "Mesh.Hosting", "Mesh.Disclosure", Contracts],
        // The law, asked for one client or for all, and who is to be looked at.
        ["Mesh.Eligibility"] = ["Mesh.Identity", "Mesh.Hosting", "Mesh.Statutes", "Mesh.WorkQueues", Contracts],
        ["Mesh.Hosting"] = ["Mesh.Identity", "Mesh.OpenApi", Contracts],
        ["Mesh.OpenApi"] = [Contracts],
    };

    /// <summary>Tests that look at several participations at once; every other test project belongs to one service at most.</summary>
    private static readonly HashSet<string> WholeMeshTests = new(StringComparer.Ordinal)
    {
        "Mesh.Architecture.Tests", "Mesh.Contracts.Tests", "Mesh.EndToEnd.Tests", "Mesh.Faults.Tests", "Mesh.Local.Tests", "Mesh.Native.Tests", "Mesh.Storage.Tests", "Mesh.Topology.Tests", "Mesh.Benchmarks", "Mesh.TestKit",
    };

    [Fact]
    public void References_WhenProjectsAreRead_StayInsideTheLines() => Convention.Holds(Repository.Projects, p => Forbidden(p, Repository.Projects));

    [Theory]
    [InlineData("services/Kela/Mesh.Kela.csproj", "services/TeOffice/Mesh.TeOffice.csproj")]
    [InlineData("services/Kela/Mesh.Kela.csproj", "gateway/Mesh.Gateway.csproj")]
    [InlineData("services/BuildingBlocks/Mesh.Identity/Mesh.Identity.csproj", "protos/Tyollisyys.Mesh.Protos.csproj")]
    [InlineData("services/BuildingBlocks/Mesh.Statutes/Mesh.Statutes.csproj", "services/BuildingBlocks/Mesh.Identity/Mesh.Identity.csproj")]
    [InlineData("services/BuildingBlocks/Mesh.Hosting/Mesh.Hosting.csproj", "services/BuildingBlocks/Mesh.Statutes/Mesh.Statutes.csproj")]
    [InlineData("services/BuildingBlocks/Mesh.Hosting/Mesh.Hosting.csproj", "services/Kela/Mesh.Kela.csproj")]
    [InlineData("services/BuildingBlocks/Mesh.Unheard/Mesh.Unheard.csproj", "services/BuildingBlocks/Mesh.Identity/Mesh.Identity.csproj")]
    [InlineData("gateway/Mesh.Gateway.csproj", "services/Kela/Mesh.Kela.csproj")]
    [InlineData("gateway/Mesh.Gateway.csproj", "services/BuildingBlocks/Mesh.Statutes/Mesh.Statutes.csproj")]
    [InlineData("deploy/Player/Mesh.Player.csproj", "services/Kela/Mesh.Kela.csproj")]
    [InlineData("deploy/Local/Mesh.Local.csproj", "tests/Mesh.Kela.Tests/Mesh.Kela.Tests.csproj")]
    public void References_WhenOneCrossesALine_AreFound(string from, string to) => Assert.Single(Forbidden(from, to));

    [Theory]
    [InlineData("services/Kela/Mesh.Kela.csproj", "services/BuildingBlocks/Mesh.Hosting/Mesh.Hosting.csproj", "protos/Tyollisyys.Mesh.Protos.csproj")]
    [InlineData("deploy/Local/Mesh.Local.csproj", "services/Kela/Mesh.Kela.csproj", "services/TeOffice/Mesh.TeOffice.csproj")]
    [InlineData("tests/Mesh.Kela.Tests/Mesh.Kela.Tests.csproj", "services/Kela/Mesh.Kela.csproj", "services/BuildingBlocks/Mesh.Statutes/Mesh.Statutes.csproj")]
    [InlineData("tests/Mesh.EndToEnd.Tests/Mesh.EndToEnd.Tests.csproj", "services/Kela/Mesh.Kela.csproj", "services/TeOffice/Mesh.TeOffice.csproj")]
    public void References_WhenAllAreInsideTheLines_Pass(string from, params string[] to) => Assert.Empty(Forbidden(from, to));

    [Fact]
    public void References_WhenAServiceTestKnowsTwoServices_AreFound() => Assert.Single(Forbidden(
        "tests/Mesh.Kela.Tests/Mesh.Kela.Tests.csproj", "services/Kela/Mesh.Kela.csproj", "services/TeOffice/Mesh.TeOffice.csproj"));

    private static List<string> Forbidden(string from, params string[] to)
    {
        var references = string.Concat(to.Select(t => $"""<ProjectReference Include="../{t}" />"""));
        var project = new ProjectFile(from, $"<Project><ItemGroup>{references}</ItemGroup></Project>");
        return Forbidden(project, [project, .. to.Select(t => new ProjectFile(t, "<Project />"))]);
    }

    private static List<string> Forbidden(ProjectFile project, IReadOnlyList<ProjectFile> all)
    {
        var references = all.Where(p => project.References.Contains(p.Name)).ToList();
        var forbidden = project.References.Except(all.Select(p => p.Name)).Select(name => $"{project.Path} → {name}, which is not there").ToList();
        forbidden.AddRange(references.Where(r => !MayKnow(project, r)).Select(r => $"{project.Path} → {r.Name}"));
        var services = references.Where(r => KindOf(r) == Kind.Service).Select(r => r.Name).ToList();
        if (KindOf(project) == Kind.Test && !WholeMeshTests.Contains(project.Name) && services.Count > 1)
        {
            forbidden.Add($"{project.Path} → {string.Join(", ", services)}: a service's tests know one service");
        }

        return forbidden;
    }

    private static bool MayKnow(ProjectFile project, ProjectFile other) => KindOf(project) switch
    {
        Kind.Contracts => false,
        Kind.BuildingBlock => BuildingBlocks.TryGetValue(project.Name, out var known) && known.Contains(other.Name),
        Kind.Service => KindOf(other) is Kind.BuildingBlock or Kind.Contracts,
        // The gateway holds no rules, hence no law.
        Kind.Gateway => KindOf(other) is Kind.BuildingBlock or Kind.Contracts && other.Name != "Mesh.Statutes",
        Kind.Launcher => KindOf(other) is not Kind.Test,
        Kind.Deployment => KindOf(other) is Kind.BuildingBlock or Kind.Contracts or Kind.Deployment,
        Kind.Test => true,
        _ => false,
    };

    private static Kind KindOf(ProjectFile project) => project.Path.Split('/') switch
    {
        ["protos", ..] => Kind.Contracts,
        ["services", "BuildingBlocks", ..] => Kind.BuildingBlock,
        ["services", ..] => Kind.Service,
        ["gateway", ..] => Kind.Gateway,
        // The mesh command migrates every service's database; the native launcher starts every service; at design time
        // Migrations alone shows dotnet-ef the models of all services.
        ["deploy", "Local" or "native" or "Cli" or "Migrations", ..] => Kind.Launcher,
        ["deploy", ..] => Kind.Deployment,
        ["tests", ..] => Kind.Test,
        _ => Kind.Unknown,
    };

    private enum Kind
    {
        Unknown,
        Contracts,
        BuildingBlock,
        Service,
        Gateway,
        Launcher,
        Deployment,
        Test,
    }
}
