using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Whose case a token is about, without the identity code: a token may end in a log where a code must not. Whoever has the token can
/// still find the code by trying, so this hides it from eyes, not from effort; the token goes only to those who know the person.
/// </summary>
/// <param name="Salt">At least 128 random bits, base64url.</param>
/// <param name="Digest">SHA-256 of salt and code, base64url.</param>
public sealed record TokenSubject(string Salt, string Digest)
{
    private const int SaltBytes = 16;

    /// <summary>A person under a new salt.</summary>
    public static TokenSubject Of(PersonalIdentityCode code) => Of(code, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SaltBytes)));

    /// <summary>Whether it is this person.</summary>
    public bool IsOf(PersonalIdentityCode code) => Of(code, Salt) == this;

    private static TokenSubject Of(PersonalIdentityCode code, string salt)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new(salt, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}.{code.Reveal()}"))));
    }
}
