using System.Security.Cryptography;
using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>The committed directory with the tests' signing keys, signed for the test.</summary>
public static class TestDirectory
{
    private static readonly string Authority = new('A', 64);

    public static DirectoryFile In(string folder)
    {
        var path = Path.Combine(folder, "participants.json");
        using var resource = typeof(TestDirectory).Assembly.GetManifestResourceStream("participants.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var installed = DirectoryDocument.WithInstallation(bytes.ToArray(), new DirectoryInstallation(Authority, TestSigner.All));
        File.WriteAllBytes(path, installed);
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(installed, key));
        return DirectoryFile.Open(path, key, TimeProvider.System);
    }
}
