using System.Security.Cryptography;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>Signs with a key of this run; those of other participations are listed in every test's directory.</summary>
public sealed class TestSigner : IParticipationSigner
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TestSigner(string kid, DateOnly from, DateOnly? to) =>
        (Kid, Listed) = (kid, new SigningKey(kid, _key.ExportSubjectPublicKeyInfoPem(), from, to));

    /// <summary>Of the holder itself.</summary>
    public static TestSigner One { get; } = new("test-1", new(2023, 1, 1), null);

    /// <summary>The pilot's key for the year of the tests.</summary>
    public static TestSigner Pilot { get; } = new("pilot-2023", new(2023, 1, 1), new(2023, 12, 31));

    /// <summary>The pilot's key before.</summary>
    public static TestSigner PilotBefore { get; } = new("pilot-2022", new(2022, 1, 1), new(2022, 12, 31));

    /// <summary>The TE office's key.</summary>
    public static TestSigner Office { get; } = new("office", new(2023, 1, 1), null);

    /// <summary>A key that nobody lists, under the pilot's id.</summary>
    public static TestSigner Stranger { get; } = new("pilot-2023", new(2023, 1, 1), null);

    /// <summary>What the directory lists.</summary>
    public static IReadOnlyDictionary<Participation, IReadOnlyList<SigningKey>> All => new Dictionary<Participation, IReadOnlyList<SigningKey>>
    {
        [People.Pilot] = [PilotBefore.Listed, Pilot.Listed],
        [People.TeOffice] = [Office.Listed],
    };

    public string Kid { get; }

    private SigningKey Listed { get; }

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
