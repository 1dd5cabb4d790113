using System.Security.Cryptography;
using Mesh.Hosting.AtRest;
using Mesh.Identity;
using NSec.Cryptography;

namespace Mesh.Hosting.Signing;

/// <summary>
/// The private keys with which one participation signs: ES256 for its statements, Ed25519 for checkpoints of its ledger. The directory
/// has their public parts; neither is ever a TLS key.
/// </summary>
/// <remarks>
/// Stored as JSON, {"statements":{"kid":"…","pkcs8":"…"},"checkpoints":{"name":"…","seed":"…"}}, base64, readable by its owner only (0600).
/// </remarks>
public sealed class SigningKeys : IParticipationSigner
{
    private const int KidBytes = 8;

    private readonly byte[] _pkcs8;
    private readonly System.Collections.Concurrent.ConcurrentBag<ECDsa> _idle = [];

    private SigningKeys(string kid, byte[] pkcs8, string name, byte[] seed)
    {
        (Kid, _pkcs8, CheckpointSeed) = (kid, pkcs8, seed);
        using var key = Open();
        PublicKeyPem = key.ExportSubjectPublicKeyInfoPem();
        using var checkpoints = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        Verifier = VerifierKey.Of(name, checkpoints.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <inheritdoc/>
    public string Kid { get; }

    /// <summary>SubjectPublicKeyInfo in PEM of the key for statements, for the directory.</summary>
    public string PublicKeyPem { get; }

    /// <summary>Public part of the key for checkpoints, for the directory.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Private part of the key for checkpoints: the 32 bytes of RFC 8032.</summary>
    public ReadOnlyMemory<byte> CheckpointSeed { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="KeyFileException">The file is missing, is not such a file, or others can read it.</exception>
    public static SigningKeys Load(string path) => KeyFile.Read(path, (Document document) =>
    {
        try
        {
            return new SigningKeys(document.Statements.Kid, document.Statements.Pkcs8, document.Checkpoints.Name, document.Checkpoints.Seed);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            throw new ArgumentException("The document holds no keys.", nameof(document));
        }
    });

    /// <summary>Reads the file, or makes it with new keys. Never replaced: what an old key signed would no longer have its key.</summary>
    /// <exception cref="KeyFileException">There is a file, but it cannot be used.</exception>
    public static SigningKeys OpenOrCreate(string path, Participation participation)
    {
        if (!File.Exists(path))
        {
            using var statements = ECDsa.Create(ECCurve.NamedCurves.nistP256);

            // Of the public key itself, so that a new key under an old kid is impossible: the directory never removes a kid.
            var kid = participation.Slug + "-" + Convert.ToHexStringLower(SHA256.HashData(statements.ExportSubjectPublicKeyInfo()).AsSpan(0, KidBytes));
            KeyFile.Write(
                path,
                new Document(new(kid, statements.ExportPkcs8PrivateKey()), new(participation.Urn, RandomNumberGenerator.GetBytes(32))),
                replace: false);
        }

        return Load(path);
    }

    /// <summary>The keys as an installation's directory lists them.</summary>
    /// <param name="from">First day they sign.</param>
    public (SigningKey Statements, CheckpointKey Checkpoints) PublicParts(DateOnly from) =>
        (new(Kid, PublicKeyPem, from, null), new(Verifier.ToString(), from, null));

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // An ECDsa is not promised to serve two threads at once.
        var key = _idle.TryTake(out var idle) ? idle : Open();
        try
        {
            return key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            _idle.Add(key);
        }
    }

    private ECDsa Open()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_pkcs8, out _);
        return key;
    }

    private sealed record Document(StatementKey Statements, NoteKey Checkpoints);

    private sealed record StatementKey(string Kid, byte[] Pkcs8);

    private sealed record NoteKey(string Name, byte[] Seed);
}
