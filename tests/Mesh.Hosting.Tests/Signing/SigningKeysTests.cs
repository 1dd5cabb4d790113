using System.Runtime.Versioning;
using System.Security.Cryptography;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using NSec.Cryptography;

namespace Mesh.Hosting.Tests.Signing;

public sealed class SigningKeysTests : IDisposable
{
    private static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-signing-");

    private string FilePath => Path.Combine(_folder.FullName, "signing.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void OpenOrCreate_WhenOpenedAgain_GivesTheSameKeys()
    {
        var created = SigningKeys.OpenOrCreate(FilePath, Kela);
        var opened = SigningKeys.OpenOrCreate(FilePath, Kela);

        Assert.Equal(created.Kid, opened.Kid);
        Assert.StartsWith(Kela.Slug + "-", opened.Kid, StringComparison.Ordinal);
        Assert.Equal(created.PublicKeyPem, opened.PublicKeyPem);
        Assert.Equal(created.Verifier, opened.Verifier);
        Assert.Equal(Kela.Urn, opened.Verifier.Name);
    }

    [Fact]
    public void Sign_WhenCheckedWithThePublishedKey_IsItsSignatureInTheFormOfJws()
    {
        var keys = SigningKeys.OpenOrCreate(FilePath, Kela);
        using var published = ECDsa.Create();
        published.ImportFromPem(keys.PublicKeyPem);

        var signature = keys.Sign("content"u8);

        Assert.Equal(64, signature.Length);
        Assert.True(published.VerifyData("content"u8, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void CheckpointSeed_WhenUsed_SignsForTheVerifier()
    {
        var keys = SigningKeys.OpenOrCreate(FilePath, Kela);
        using var own = Key.Import(SignatureAlgorithm.Ed25519, keys.CheckpointSeed.Span, KeyBlobFormat.RawPrivateKey);
        var published = PublicKey.Import(SignatureAlgorithm.Ed25519, keys.Verifier.PublicKey.Span, KeyBlobFormat.RawPublicKey);

        Assert.True(SignatureAlgorithm.Ed25519.Verify(published, "content"u8, SignatureAlgorithm.Ed25519.Sign(own, "content"u8)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"statements":{"kid":"k","pkcs8":"AAAA"},"checkpoints":{"name":"n","seed":"AAAA"}}""")]
    public void Load_WhenItIsNoFileOfKeys_Refuses(string content)
    {
        File.WriteAllText(FilePath, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Assert.Throws<KeyFileException>(() => SigningKeys.Load(FilePath));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void OpenOrCreate_WhenFileIsNew_LetsOnlyItsOwnerReadIt()
    {
        SigningKeys.OpenOrCreate(FilePath, Kela);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new ArgumentException(text, nameof(text));
}
