using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Mesh.Identity;

/// <summary>Reads the signing keys of all entries: ids and keys unique in the directory, at most one key of a participation on a day.</summary>
internal sealed partial class SigningKeyReader(List<DirectoryViolation> violations)
{
    internal static readonly FrozenSet<string> Fields = FrozenSet.Create(StringComparer.Ordinal, "kid", "publicKey", "from", "to");

    private readonly HashSet<string> _kids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<SigningKey> Read(CheckedObject entry, MeshEnvironment? environment)
    {
        var keys = new List<SigningKey>();
        var periods = new KeyPeriods(violations);
        var items = entry.Items("signingKeys", isRequired: true);
        if (items.Count == 0 && environment == MeshEnvironment.Production)
        {
            entry.Refuse("signingKeys", DirectoryFaults.NoSigningKey, "In production every participation has a signing key.");
        }

        foreach (var (item, path) in items)
        {
            if (CheckedObject.Open(item, path, Fields, violations) is not { } key)
            {
                continue;
            }

            var kid = KidOf(key);
            var pem = PublicKeyOf(key);
            if (key.Period() is not var (from, to))
            {
                continue;
            }

            periods.Add(path, from, to);
            if (kid is not null && pem is not null)
            {
                keys.Add(new(kid, pem, from, to));
            }
        }

        return keys;
    }

    private string? KidOf(CheckedObject key)
    {
        if (key.Text("kid") is not { } kid)
        {
            return null;
        }

        if (!Kid().IsMatch(kid))
        {
            key.Refuse("kid", DirectoryFaults.Kid, "A key id is 1 to 64 of A-Z, a-z, 0-9, dot, hyphen and underscore.");
            return null;
        }

        if (!_kids.Add(kid))
        {
            key.Refuse("kid", DirectoryFaults.KidTwice, "The directory has this key id already.");
        }

        return kid;
    }

    private string? PublicKeyOf(CheckedObject key)
    {
        if (key.Text("publicKey") is not { } pem)
        {
            return null;
        }

        if (P256PublicKey.Read(pem) is not { } bytes)
        {
            key.Refuse("publicKey", DirectoryFaults.PublicKey, "One PEM block PUBLIC KEY of an ECDSA P-256 key is expected, and never a private key.");
            return null;
        }

        if (!_keys.Add(Convert.ToBase64String(bytes)))
        {
            key.Refuse("publicKey", DirectoryFaults.PublicKeyTwice, "The directory has this public key already.");
        }

        return pem;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kid();
}
