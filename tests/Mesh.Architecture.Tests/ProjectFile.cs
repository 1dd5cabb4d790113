using System.Xml.Linq;

namespace Mesh.Architecture.Tests;

/// <summary>A project as its file says, without evaluating it.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Text">The XML.</param>
public sealed record ProjectFile(string Path, string Text)
{
    private readonly XDocument _xml = XDocument.Parse(Text);

    /// <summary>Its name, for example Mesh.Kela.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Its folder from the root.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>Names of the projects it references.</summary>
    public IReadOnlyList<string> References => Included("ProjectReference")
        .Select(i => System.IO.Path.GetFileNameWithoutExtension(i.Replace('\\', '/')))
        .ToList();

    /// <summary>Packages, frameworks and loose assemblies it references itself.</summary>
    public IReadOnlyList<string> Packages => [.. Included("PackageReference"), .. Included("FrameworkReference"), .. Included("Reference")];

    /// <summary>The SDK: Microsoft.NET.Sdk.Web brings ASP.NET with it.</summary>
    public string Sdk => (string?)_xml.Root!.Attribute("Sdk") ?? "";

    private IEnumerable<string> Included(string item) => _xml.Descendants(item).Select(e => (string?)e.Attribute("Include") ?? "");
}
