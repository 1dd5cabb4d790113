using System.Security.Cryptography;
using Mesh.Hosting.Signing;

namespace Mesh.Disclosure.Tests;

/// <summary>Signs with a key of this run.</summary>
public sealed class TestSigner : IParticipationSigner
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static TestSigner One { get; } = new();

    public string Kid => "test-1";

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }

    /// <summary>By the public key alone, as anybody would.</summary>
    public bool Verifies(CompactJws statement)
    {
        using var anybody = ECDsa.Create();
        lock (_gate)
        {
            anybody.ImportSubjectPublicKeyInfo(_key.ExportSubjectPublicKeyInfo(), out _);
        }

        return anybody.VerifyData(
            statement.SignedBytes, statement.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
