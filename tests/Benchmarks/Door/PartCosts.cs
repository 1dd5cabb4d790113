using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Signing;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>What the parts of a disclosure cost that need no other process: one after another on one core, in microseconds.</summary>
internal static class PartCosts
{
    private const int Times = 3_000;

    /// <summary>Each part by its name.</summary>
    public static IReadOnlyDictionary<string, double> Of(TestHost door, Installation installation)
    {
        var (keys, cipher, signer) = (door.Services.GetRequiredService<StatementKeys>(), door.Services.GetRequiredService<FieldCipher>(), door.Services.GetRequiredService<IParticipationSigner>());
        var request = RequestStatement.Sign(
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7().ToString(),
                Subject = new Subject { PersonalIdentityCode = ArtificialPeople.CodeOf(0).Reveal() },
                Purpose = Purpose.EmploymentSupport,
                Categories = { DataCategory.EmploymentServices },
                Actor = new Actor { PairwiseId = "worker-7", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
            },
            DoorHosts.Requester,
            DoorHosts.Holder,
            installation.Signing(DoorHosts.Requester),
            TimeProvider.System.GetUtcNow());
        var (id, record, digest) = (ArtificialPeople.IdOf(0), RandomNumberGenerator.GetBytes(2_000), new byte[SHA256.HashSizeInBytes]);
        var stored = cipher.Protect(record, RecordRow.Table, RecordRow.Column, id);
        var text = Encoding.ASCII.GetBytes(request.Statement);
        var basis = new Basis { Kind = BasisKind.Consent, Flow = "F18", ConsentId = id.ToString(), ConsentRevision = 1 };
        var today = HelsinkiTime.DateOf(TimeProvider.System.GetUtcNow());
        return new Dictionary<string, double>
        {
            ["statement read and its signature verified (ES256)"] = Measure(() => Statements.Read(request.Statement, RequestStatement.Type)!.IsOf(DoorHosts.Requester, today, keys)),
            ["record of 2 kB decrypted (AES-GCM)"] = Measure(() => cipher.Reveal(stored, RecordRow.Table, RecordRow.Column, id)),
            ["statement encrypted (AES-GCM)"] = Measure(() => cipher.Protect(text, "answered_request", "statement", id)),
            ["receipt made and signed (ES256)"] = Measure(() => new Receipt(
                DoorHosts.Holder, DoorHosts.Requester, id, digest, digest, digest, basis, TimeProvider.System.GetUtcNow()).Sign(signer)),
        };
    }

    private static double Measure<T>(Func<T> part)
    {
        for (var time = 0; time < Times / 10; time++)
        {
            part();
        }

        var began = Stopwatch.GetTimestamp();
        for (var time = 0; time < Times; time++)
        {
            part();
        }

        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / Times;
    }
}
