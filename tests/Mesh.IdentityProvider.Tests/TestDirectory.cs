using System.Security.Cryptography;
using System.Text.Json;
using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

internal static class TestDirectory
{
    internal static ParticipantDirectory Of(string environment, string issuingAuthority, IReadOnlyList<string>? denied = null, Participation? without = null) =>
        ParticipantDirectory.Read(JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = 1,
            environment,
            participants = Participations.All.Where(participation => participation != without).Select((participation, index) => new
            {
                organisation = participation.Organisation.ToString(),
                role = participation.Role.WireCode(),
                name = new { fi = "Osallistuja", sv = "Deltagare", en = "Participant" },
                endpoint = $"https://127.0.0.1:{7301 + index}/",
                areas = Array.Empty<object>(),
                issuingAuthority,
                deniedCertificates = denied ?? [],
                signingKeys = new[] { new { kid = $"key-{index}", publicKey = PublicKey(), from = "2023-01-01" } },
                checkpointKeys = new[]
                {
                    new { verifier = VerifierKey.Of(participation.Urn, [.. Enumerable.Repeat((byte)(index + 1), VerifierKey.PublicKeyBytes)]).ToString(), from = "2023-01-01" },
                },
            }),
        })).Directory;

    private static string PublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
