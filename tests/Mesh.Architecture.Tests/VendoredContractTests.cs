using System.Reflection;

namespace Mesh.Architecture.Tests;

/// <summary>
/// buf reads the copies in protos/vendor, the C# compiler the files of the NuGet package. They are the same bytes, or one
/// of the two checks something nobody compiles.
/// </summary>
public sealed class VendoredContractTests
{
    private static readonly string Vendor = Path.Combine(Repository.Root, "protos", "vendor");

    private static readonly string Package = Path.Combine(
        typeof(VendoredContractTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Google.Api.CommonProtos").Value!,
        "content",
        "protos");

    [Fact]
    public void VendoredContracts_WhenComparedWithThePackage_AreTheSameBytes()
    {
        var files = Directory.GetFiles(Vendor, "*.proto", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Vendor, f)).ToList();
        Convention.Holds(files, f => Differs(f, File.ReadAllBytes(Path.Combine(Vendor, f))));
    }

    [Fact]
    public void VendoredContracts_WhenOneDiffersInAByte_AreFound()
    {
        const string name = "google/api/http.proto";
        var text = File.ReadAllBytes(Path.Combine(Vendor, name));
        text[^1] ^= 1;
        Assert.Single(Differs(name, text));
    }

    private static IEnumerable<string> Differs(string name, byte[] copy) =>
        copy.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Package, name))) ? [] : [name];
}
