using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.AtRest;
using Npgsql;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Benchmarks.Door;

/// <summary>The lower floor: the same call over mTLS with an answer of the same size, and nothing done for it.</summary>
internal sealed class EchoFloor : DisclosureService.DisclosureServiceBase
{
    private static readonly DiscloseResponse Answer = new()
    {
        DisclosureId = Guid.Empty.ToString(),
        Content = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(2_100)),
    };

    public override Task<DiscloseResponse> Disclose(DiscloseRequest request, ServerCallContext context) => Task.FromResult(Answer);
}

/// <summary>
/// The floor that counts: what one would write by hand for the same question. One statement finds the client, checks the consent, reads the
/// record as it is stored and inserts a row, which is committed before the answer. Nothing is signed, verified, decrypted or journaled, and
/// a withdrawal that commits meanwhile is not seen.
/// </summary>
internal sealed class OneStatementFloor(NpgsqlDataSource database, BlindIndex index, TimeProvider time) : DisclosureService.DisclosureServiceBase
{
    private const string Sql = """
        WITH permitted AS (
            SELECT consent.subject_id, consent.consent_id, record.content
            FROM subject
            JOIN consent_revision AS consent ON consent.subject_id = subject.subject_id
            JOIN record ON record.subject_id = subject.subject_id
            WHERE subject.code_index = $1 AND consent.recipient = $2 AND consent.purpose = $3 AND consent.categories = $4
                AND consent.valid_from <= $5 AND consent.valid_through >= $5
                AND NOT EXISTS (SELECT 1 FROM consent_revision AS later WHERE later.consent_id = consent.consent_id AND later.revision > consent.revision)
            LIMIT 1),
        written AS (
            INSERT INTO floor_entry (entry_id, subject_id, requester, actor_id, purpose, consent_id, recorded_at)
            SELECT $6, subject_id, $2, $7, $3, consent_id, $8 FROM permitted
            RETURNING entry_id)
        SELECT permitted.content FROM permitted, written
        """;

    private static readonly string Requester = DoorHosts.Requester.ToString();

    public override async Task<DiscloseResponse> Disclose(DiscloseRequest request, ServerCallContext context)
    {
        var (id, now) = (Guid.CreateVersion7(), time.GetUtcNow());
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = index.Of(request.Subject.PersonalIdentityCode, "subject.personal_identity_code") });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Requester });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Purpose.ToString() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "EMPLOYMENT_SERVICES" });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(now.UtcDateTime) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id.ToString("D", CultureInfo.InvariantCulture) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request.Actor.PairwiseId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = now.UtcTicks });
        return await command.ExecuteScalarAsync(context.CancellationToken) is byte[] content
            ? new DiscloseResponse { DisclosureId = id.ToString(), Content = ByteString.CopyFrom(content) }
            : throw new RpcException(new Status(StatusCode.PermissionDenied, ""));
    }
}
