using System.Security.Cryptography;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>The committed directory with everybody's keys, signed for the test.</summary>
internal static class TestDirectory
{
    public const string FileName = "participants.json";

    public const string KeyName = "directory.pem";

    public static DirectoryFile In(string folder)
    {
        using var key = Install(folder);
        return DirectoryFile.Open(Path.Combine(folder, FileName), key, TimeProvider.System);
    }

    /// <summary>Writes directory, signature and public key into a folder.</summary>
    public static ECDsa Install(string folder)
    {
        var path = Path.Combine(folder, FileName);
        using var resource = typeof(TestDirectory).Assembly.GetManifestResourceStream(FileName)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var installed = TestSigners.InstalledDirectory(bytes.ToArray());
        File.WriteAllBytes(path, installed);
        File.WriteAllBytes(path + DirectoryFile.SignatureSuffix, DirectorySignature.Sign(installed, key));
        File.WriteAllText(Path.Combine(folder, KeyName), key.ExportSubjectPublicKeyInfoPem());
        return key;
    }
}
