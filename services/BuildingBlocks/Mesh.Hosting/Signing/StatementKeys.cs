using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mesh.Identity;

namespace Mesh.Hosting.Signing;

/// <summary>Checks what participations have signed, by the keys that the directory lists.</summary>
public sealed class StatementKeys
{
    private readonly Func<ParticipantDirectory> _directory;
    private readonly ConcurrentDictionary<string, ConcurrentBag<ECDsa>> _idle = new(StringComparer.Ordinal);

    /// <summary>By the directory in use, whichever that is at the time.</summary>
    public StatementKeys(DirectoryFile directory)
        : this(() => directory.Current)
    {
    }

    private StatementKeys(Func<ParticipantDirectory> directory) => _directory = directory;

    /// <summary>By one version of the directory, for whoever checks what was signed without a host.</summary>
    public static StatementKeys Of(ParticipantDirectory directory) => new(() => directory);

    /// <summary>Whether the signature is this participation's, by a key that it could sign with on that day.</summary>
    /// <param name="signer">Who is said to have signed.</param>
    /// <param name="kid">With which key.</param>
    /// <param name="on">The day of signing, Helsinki.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">ES256, 64 bytes (IEEE P1363).</param>
    public bool Verify(Participation signer, string kid, DateOnly on, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var listed = _directory().Find(signer)?.SigningKeys
            .FirstOrDefault(key => key.Kid == kid && key.From <= on && (key.To is null || on <= key.To));
        return listed is not null && Verify(listed.PublicKeyPem, data, signature);
    }

    // By the key itself, not its id: another version of the directory may close a key, and a test's directory may swap one.
    private bool Verify(string pem, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var idle = _idle.GetOrAdd(pem, _ => []);
        if (!idle.TryTake(out var key))
        {
            key = ECDsa.Create();
            key.ImportFromPem(pem);
        }

        try
        {
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            idle.Add(key);
        }
    }
}
