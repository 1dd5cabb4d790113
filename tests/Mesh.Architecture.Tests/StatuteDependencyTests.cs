using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Mesh.Architecture.Tests;

/// <summary>
/// Law is pure: the same facts and dates give the same answer anywhere, at any time. Read from the compiled library, so
/// that an alias, a using or a global using hides nothing. A list of what it may use, not of what it may not: new ways to the outside
/// are found without anybody having thought of them.
/// </summary>
public sealed class StatuteDependencyTests
{
    private static readonly HashSet<string> Pure = new(StringComparer.Ordinal)
    {
        "System", "System.Collections", "System.Collections.Frozen", "System.Collections.Generic", "System.Collections.Immutable",
        "System.Collections.ObjectModel", "System.Globalization", "System.Linq", "System.Numerics", "System.Runtime.CompilerServices", "System.Text",
    };

    /// <summary>The library's own sentences, which are part of it.</summary>
    private static readonly HashSet<string> OwnTexts = new(StringComparer.Ordinal) { "System.Resources.ResourceManager", "System.Resources.ResourceSet" };

    /// <summary>What reaches outside from within the namespace System.</summary>
    private static readonly HashSet<string> ImpureTypes = new(StringComparer.Ordinal)
    {
        "System.Activator", "System.AppContext", "System.AppDomain", "System.Console", "System.Environment", "System.GC", "System.Guid", "System.Random",
        "System.TimeProvider", "System.TimeZoneInfo",
    };

    private static readonly HashSet<string> ImpureMembers = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
    };

    [Fact]
    public void Statutes_WhenTheCompiledLibraryIsRead_DependsOnNothingImpure() =>
        Convention.Holds(Dependencies(Assembly.Load("Mesh.Statutes")), Impure);

    // This test's own library reads files: the same reading finds it.
    [Fact]
    public void Dependencies_WhenALibraryDoesInputAndOutput_AreFound()
    {
        var found = Dependencies(typeof(StatuteDependencyTests).Assembly).SelectMany(Impure).ToList();
        Assert.Contains("System.IO.File", found);
    }

    [Theory]
    [InlineData("System.DateTime.get_UtcNow", 1)]
    [InlineData("System.Net.Http.HttpClient", 1)]
    [InlineData("System.Threading.Thread", 1)]
    [InlineData("System.TimeZoneInfo", 1)]
    [InlineData("System.DateOnly", 0)]
    [InlineData("System.Reflection.AssemblyTitleAttribute", 0)]
    public void Dependencies_WhenImpure_AreFound(string dependency, int found) => Assert.Equal(found, Impure(dependency).Count());

    private static IEnumerable<string> Impure(string dependency)
    {
        var space = dependency[..dependency.LastIndexOf('.')];
        // An attribute does nothing by itself; the compiler writes many, and one of them takes this enum.
        var pure = OwnTexts.Contains(dependency) || dependency.EndsWith("Attribute", StringComparison.Ordinal) || dependency == "System.Diagnostics.DebuggerBrowsableState" || (Pure.Contains(space) && !ImpureTypes.Contains(dependency));
        return pure ? [] : [dependency];
    }

    // Types of other libraries, and the clocks among their members, by full name.
    private static List<string> Dependencies(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(t => t.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Select(FullName);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{FullName(metadata.GetTypeReference((TypeReferenceHandle)m.Parent))}.{metadata.GetString(m.Name)}");
        return [.. types, .. members.Where(ImpureMembers.Contains)];

        string FullName(TypeReference type) => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
