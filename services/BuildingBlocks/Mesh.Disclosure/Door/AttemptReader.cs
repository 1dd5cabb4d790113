using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>
/// Reads what an attempt is decided on as fast as the database allows: on PostgreSQL, of a person named by code, everything that this
/// block keeps in one round trip. Else, and for tests to hold this against, <see cref="SubjectResolver"/> and <see cref="FactsReader"/>
/// read the same one after the other.
/// </summary>
internal sealed class AttemptReader(
    StoragePlace place, DbContext database, SubjectResolver resolver, FactsReader reader, Subjects subjects, Sightings sightings)
{
    private const string Subject = "(SELECT subject_id FROM subject WHERE code_index = ANY (@codes) LIMIT 1)";

    private readonly RowReader<ConsentRevision> _consents = RowReader<ConsentRevision>.Of(database);
    private readonly RowReader<RefusalRevision> _refusals = RowReader<RefusalRevision>.Of(database);
    private readonly RowReader<ContactBanFact> _bans = RowReader<ContactBanFact>.Of(database);
    private readonly RowReader<WaitingRequestRow> _requests = RowReader<WaitingRequestRow>.Of(database);
    private readonly RowReader<WaitingAnswerRow> _answers = RowReader<WaitingAnswerRow>.Of(database);

    /// <summary>Whom the attempt is about, and the facts.</summary>
    public async Task<(ResolvedSubject Subject, FactsAtRevision At)> ReadAsync(DisclosureAttempt attempt, CancellationToken cancellation)
    {
        using var span = MeshTelemetry.Source.StartActivity("door.read");
        if (place is StoragePlace.Postgres && attempt.Subject is SubjectReference.ByCode named)
        {
            var (known, kept) = await InOneTripAsync(named, cancellation);
            return (known, await reader.CompleteAsync(attempt, known, kept, cancellation));
        }

        var subject = await resolver.ResolveAsync(attempt.Subject!, cancellation);
        return (subject, await reader.ReadAsync(attempt, subject, cancellation));
    }

    // The revision comes with the first statement, and each statement sees what is committed when it begins: none sees less than that one.
    private Task<(ResolvedSubject Subject, KeptFacts Kept)> InOneTripAsync(SubjectReference.ByCode named, CancellationToken cancellation)
    {
        var (codes, references) = (subjects.IndexesOf(named.Code), sightings.IndexesOf(named));
        return database.ReadAsync(
            $"""
            SELECT known.subject_id, sighting.sighting_id, gate.revision
            FROM (SELECT {Subject} AS subject_id) AS known
            LEFT JOIN LATERAL (
                SELECT sighting_id FROM subject_sighting
                WHERE reference_index = ANY (@references) ORDER BY reference_index = (@references)[1] DESC LIMIT 1) AS sighting ON true
            LEFT JOIN subject_gate AS gate ON gate.subject_id = COALESCE(known.subject_id, sighting.sighting_id);
            SELECT {_consents.Columns("consent")} FROM consent_revision AS consent WHERE consent.subject_id = {Subject};
            SELECT {_refusals.Columns("refusal")} FROM refusal_revision AS refusal WHERE refusal.subject_id = {Subject};
            SELECT {_bans.Columns("ban")} FROM contact_ban AS ban WHERE ban.subject_id = {Subject};
            SELECT {_requests.Columns("request")}, {_answers.Columns("answer")}
            FROM waiting_request AS request JOIN waiting_answer AS answer ON answer.waiting_id = request.waiting_id WHERE request.subject_id = {Subject}
            """,
            [new NpgsqlParameter("codes", codes.ToArray()), new NpgsqlParameter("references", references.ToArray())],
            async (rows, token) =>
            {
                await rows.ReadAsync(token);
                Guid? known = rows.IsDBNull(0) ? null : Guid.ParseExact(rows.GetString(0), "D");
                var sighting = sightings.Found(rows.IsDBNull(1) ? null : Guid.ParseExact(rows.GetString(1), "D"), references);
                var revision = rows.IsDBNull(2) ? 0 : rows.GetInt64(2);
                await rows.NextResultAsync(token);
                var consents = await _consents.AllAsync(rows, token);
                await rows.NextResultAsync(token);
                var refusals = await _refusals.AllAsync(rows, token);
                await rows.NextResultAsync(token);
                var bans = await _bans.AllAsync(rows, token);
                await rows.NextResultAsync(token);
                var answers = new List<ApprovalState>();
                while (await rows.ReadAsync(token))
                {
                    answers.Add(WaitingStore.StateOf(_requests.Read(rows), _answers.Read(rows, _requests.Count)));
                }

                return (
                    new ResolvedSubject(known ?? sighting.SightingId, known is not null, sighting.ReferenceIndex),
                    new KeptFacts(revision, ConsentHistory.States(consents), RefusalHistory.States(refusals), bans, answers));
            },
            cancellation);
    }
}
