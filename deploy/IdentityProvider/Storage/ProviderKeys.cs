using System.Security.Cryptography;
using Mesh.Certificates;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.IdentityProvider.Storage;

/// <summary>The provider's own keys, made at the first start and kept, so that tokens and subs survive a restart.</summary>
internal sealed class ProviderKeys
{
    private const int SecretBytes = 32;

    private ProviderKeys(SecurityKey signing, SecurityKey encryption, byte[] pairwise)
    {
        Signing = signing;
        Encryption = encryption;
        Pairwise = pairwise;
    }

    /// <summary>ECDSA P-256; its public half is in the JWKS.</summary>
    internal SecurityKey Signing { get; }

    /// <summary>OpenIddict does not start without one; access tokens are not encrypted with it.</summary>
    internal SecurityKey Encryption { get; }

    /// <summary>HMAC key of the pairwise subs. Losing it makes everybody a stranger to every organisation.</summary>
    internal byte[] Pairwise { get; }

    internal static ProviderKeys OpenOrCreate(OwnerOnlyFolder folder)
    {
        var signing = ECDsa.Create();
        signing.ImportFromPem(folder.ReadOrCreate("token-signing.key", static () =>
        {
            using var created = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return created.ExportPkcs8PrivateKeyPem() + "\n";
        }));
        var kid = Base64UrlEncoder.Encode(SHA256.HashData(signing.ExportSubjectPublicKeyInfo()).AsSpan(0, 12).ToArray());
        return new(
            new ECDsaSecurityKey(signing) { KeyId = kid },
            new SymmetricSecurityKey(Secret(folder, "token-encryption.key")),
            Secret(folder, "pairwise.key"));
    }

    private static byte[] Secret(OwnerOnlyFolder folder, string name) =>
        Convert.FromBase64String(folder.ReadOrCreate(name, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes))));
}
