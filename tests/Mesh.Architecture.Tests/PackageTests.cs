namespace Mesh.Architecture.Tests;

/// <summary>What the innermost projects may bring with them: law nothing at all, identity no server and no database.</summary>
public sealed class PackageTests
{
    [Fact]
    public void Statutes_WhenItsProjectIsRead_BringsNothing() => Convention.Holds(Named("Mesh.Statutes"), Anything);

    [Fact]
    public void Identity_WhenItsProjectIsRead_BringsNoServerAndNoDatabase() => Convention.Holds(Named("Mesh.Identity"), ServerOrDatabase);

    [Theory]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="CsCheck" /></ItemGroup></Project>""")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>""")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web" />""")]
    public void Statutes_WhenItBringsSomething_IsFound(string text) => Assert.Single(Anything(new("a/Mesh.Statutes.csproj", text)));

    [Theory]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" /></ItemGroup></Project>""")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Grpc.AspNetCore" /></ItemGroup></Project>""")]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk.Web" />""")]
    public void Identity_WhenItBringsAServerOrADatabase_IsFound(string text) => Assert.Single(ServerOrDatabase(new("a/Mesh.Identity.csproj", text)));

    private static List<ProjectFile> Named(string name) => Repository.Projects.Where(p => p.Name == name).ToList();

    private static IEnumerable<string> Anything(ProjectFile project) =>
        [.. project.Packages.Select(p => $"{project.Path} → {p}"), .. NotThePlainSdk(project)];

    private static IEnumerable<string> ServerOrDatabase(ProjectFile project) =>
    [
        .. project.Packages.Where(p => p.Contains("AspNetCore", StringComparison.Ordinal) || p.Contains("EntityFramework", StringComparison.Ordinal)).Select(p => $"{project.Path} → {p}"),
        .. NotThePlainSdk(project),
    ];

    private static IEnumerable<string> NotThePlainSdk(ProjectFile project) =>
        project.Sdk == "Microsoft.NET.Sdk" ? [] : [$"{project.Path} → {project.Sdk}"];
}
