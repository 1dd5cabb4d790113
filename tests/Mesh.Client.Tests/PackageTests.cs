using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Mesh.TestKit;
using Tyollisyys.Mesh.Client;

namespace Mesh.Client.Tests;

/// <summary>What <c>dotnet pack</c> makes of the client, from what was built for this test.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-package-").FullName;
    private ZipArchive? _package;

    /// <summary>Folder of the client's project.</summary>
    internal static string Project { get; } = Path.Combine(SourceTree.Root, "deploy", "clients", "dotnet");

    public async ValueTask InitializeAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        using var pack = Process.Start(new ProcessStartInfo("dotnet", ["pack", Project, "--no-build", "--nologo", "-c", configuration, "-o", _folder])
        {
            RedirectStandardOutput = true,
        })!;
        var told = await pack.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await pack.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(pack.ExitCode == 0, told);
        _package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _package?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Package_WhenMade_BringsItsReadmeAndItsContracts()
    {
        var nuspec = XDocument.Parse(await TextAsync("Tyollisyys.Mesh.Client.nuspec"));

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Project, "README.md"), TestContext.Current.CancellationToken), await TextAsync("README.md"));
        Assert.Equal("README.md", Assert.Single(Elements(nuspec, "readme")).Value);
        Assert.Contains("Tyollisyys.Mesh.Protos", Elements(nuspec, "dependency").Select(element => element.Attribute("id")?.Value));
        Assert.Contains(_package!.Entries, entry => entry.FullName == "lib/net10.0/Tyollisyys.Mesh.Client.dll");
    }

    [Fact]
    public async Task Package_WhenMade_ExplainsEveryPublicMember()
    {
        var explained = Elements(XDocument.Parse(await TextAsync("lib/net10.0/Tyollisyys.Mesh.Client.xml")), "member")
            .Where(member => member.Element("inheritdoc") is not null || member.Element("summary")?.Value.Trim().Length > 0)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0].Split("``")[0])
            .ToHashSet(StringComparer.Ordinal);

        var missing = typeof(MeshClient).Assembly.GetExportedTypes()
            .SelectMany(type => MembersOf(type).Prepend($"T:{type.FullName}"))
            .Where(name => !explained.Contains(name))
            .ToList();

        Assert.Empty(missing);
        Assert.Contains("P:Tyollisyys.Mesh.Client.MeshClientOptions.Server", explained);
    }

    // What a record declares by its header stands with the record, parameter by parameter, and what the compiler makes is nobody's to explain.
    private static IEnumerable<string> MembersOf(Type type)
    {
        var header = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name).ToHashSet();
        return type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => !member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) && !header.Contains(member.Name))
            .Select(member => member switch
            {
                MethodInfo { IsSpecialName: false } method when !IsOfRecord(method) => $"M:{type.FullName}.{method.Name}",
                PropertyInfo property => $"P:{type.FullName}.{property.Name}",
                FieldInfo { IsSpecialName: false } field => $"F:{type.FullName}.{field.Name}",
                _ => null,
            })
            .OfType<string>();
    }

    private static bool IsOfRecord(MethodInfo method) => method.Name is "Deconstruct" or "<Clone>$";

    private static IEnumerable<XElement> Elements(XDocument document, string name) => document.Descendants().Where(element => element.Name.LocalName == name);

    private async Task<string> TextAsync(string path)
    {
        var entry = _package!.GetEntry(path);
        Assert.True(entry is not null, $"{path} is not in the package: {string.Join(", ", _package.Entries.Select(each => each.FullName))}");
        using var reader = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
