using System.Security.Cryptography;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>The committed directory with everybody's keys, signed for the test.</summary>
public static class TestDirectory
{
    public static DirectoryFile In(string folder)
    {
        var path = Path.Combine(folder, "participants.json");
        using var resource = typeof(TestDirectory).Assembly.GetManifestResourceStream("participants.json")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var installed = TestSigners.InstalledDirectory(bytes.ToArray());
        File.WriteAllBytes(path, installed);
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(installed, key));
        return DirectoryFile.Open(path, key, TimeProvider.System);
    }
}
