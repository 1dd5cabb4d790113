using System.Security.Cryptography;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Signs with a key that does not count: closed, or nobody's.</summary>
public sealed class OddSigner(string kid) : IParticipationSigner
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The pilot's key of years ago.</summary>
    public static OddSigner PilotBefore { get; } = new("pilot-2010");

    /// <summary>A key that nobody lists, under the pilot's id.</summary>
    public static OddSigner Stranger { get; } = new(TestSigners.Of(People.Pilot).Kid);

    /// <summary>What every test's directory lists beside the keys of everybody.</summary>
    public static IReadOnlyDictionary<Participation, IReadOnlyList<SigningKey>> Listed => new Dictionary<Participation, IReadOnlyList<SigningKey>>
    {
        [People.Pilot] = [new(PilotBefore.Kid, PilotBefore._key.ExportSubjectPublicKeyInfoPem(), new(2010, 1, 1), new(2019, 12, 31))],
    };

    public string Kid => kid;

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            return _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
