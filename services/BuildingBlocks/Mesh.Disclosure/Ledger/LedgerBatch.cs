using System.Data.Common;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>
/// Writes what many attempts leave and commits it once, each row still only while its own subject's gate stands. Does exactly what
/// <see cref="LedgerWriter"/> does for each; tests hold the one against the other.
/// </summary>
internal sealed class LedgerBatch(DbContext database, Transactions transactions, LedgerWriter single)
{
    /// <summary>
    /// As <see cref="LedgerWriter.Lock"/>, but waits for nobody: one person's withdrawal under way does not hold up disclosures about
    /// others. Its own attempt is then written alone, where it waits.
    /// </summary>
    internal const string Lock = LedgerWriter.Lock + " SKIP LOCKED";

    private const string WrittenCode = "WRITTEN";
    private const string ReplayedCode = "REPLAYED";
    private const string LockedCode = "LOCKED";
    private const string MovedCode = "MOVED";

    /// <summary>Writes and commits.</summary>
    /// <returns>What became of each, in their order; null of one that has to be written alone.</returns>
    public Task<IReadOnlyList<AttemptFate?>> WriteAsync(IReadOnlyList<AttemptRows> attempts, CancellationToken cancellation) =>
        database.Database.IsNpgsql() ? AtOnceAsync(attempts, cancellation) : OneByOneAsync(attempts, cancellation);

    // SQLite is in this process: what costs is the commit, not the statements.
    private Task<IReadOnlyList<AttemptFate?>> OneByOneAsync(IReadOnlyList<AttemptRows> attempts, CancellationToken cancellation) =>
        transactions.RunStatementsAsync<IReadOnlyList<AttemptFate?>>(
            async token =>
            {
                var fates = new List<AttemptFate?>();
                foreach (var rows in attempts)
                {
                    fates.Add(await single.InsertAsync(rows, token));
                }

                return fates;
            },
            cancellation);

    // One round trip, which is one transaction: the server commits when all four statements are done. A table's rows are arrays, a
    // parameter for each column, so that the text is the same however many there are.
    private async Task<IReadOnlyList<AttemptFate?>> AtOnceAsync(IReadOnlyList<AttemptRows> attempts, CancellationToken cancellation)
    {
        var entries = new RowArrays<LedgerEntry>(database, "entry");
        var answers = new RowArrays<AnsweredRequest>(database, "answer");
        var steps = new RowArrays<JournalRow>(database, "step");
        var waits = new RowArrays<WaitingRequestRow>(database, "waits");
        NpgsqlParameter[] parameters =
        [
            .. entries.Parameters([.. attempts.Select(rows => rows.Entry)]),
            .. answers.Parameters([.. attempts.Select(rows => rows.Answered)]),
            .. steps.Parameters([.. attempts.Select(rows => rows.Journal)]),
            .. waits.Parameters([.. attempts.Select(rows => rows.Waiting).OfType<WaitingRequestRow>()]),
            new("reference_index", attempts.Select(rows => rows.ReferenceIndex).ToArray()),
            new("seen_at", attempts.Select(rows => rows.SeenAt.UtcTicks).ToArray()),
        ];
        var subjects = entries.Parameter(nameof(LedgerEntry.SubjectId));
        var ids = entries.Parameter(nameof(LedgerEntry.EntryId));

        // Locks are taken in the order of subjects and references: two batches of two replicas never wait for each other.
        var sql = $"""
            UPDATE subject_sighting AS sighting SET reference_index = seen.reference_index
            FROM unnest({subjects}, @reference_index) AS seen (subject_id, reference_index)
            WHERE sighting.sighting_id = seen.subject_id
              AND NOT EXISTS (SELECT 1 FROM subject_sighting AS same WHERE same.reference_index = seen.reference_index);

            INSERT INTO subject_sighting (sighting_id, reference_index, last_seen)
            SELECT DISTINCT ON (reference_index) subject_id, reference_index, seen_at
            FROM unnest({subjects}, @reference_index, @seen_at) WITH ORDINALITY AS seen (subject_id, reference_index, seen_at, place)
            WHERE NOT EXISTS (SELECT 1 FROM subject WHERE subject.subject_id = seen.subject_id)
            ORDER BY reference_index, place
            ON CONFLICT (reference_index) DO UPDATE SET last_seen = excluded.last_seen;

            INSERT INTO subject_gate (subject_id, revision)
            SELECT sighting_id, 0 FROM subject_sighting WHERE sighting_id = ANY ({subjects}) ORDER BY sighting_id
            ON CONFLICT (subject_id) DO NOTHING;

            WITH attempt AS (
                SELECT * FROM unnest({ids}, {subjects}, {entries.Parameter(nameof(LedgerEntry.GateRevision))}) AS attempt (entry_id, subject_id, decided_revision)),
            standing AS MATERIALIZED (
                SELECT attempt.entry_id FROM attempt
                JOIN subject_gate AS gate ON gate.subject_id = attempt.subject_id {LedgerWriter.Guard}
                ORDER BY attempt.subject_id {Lock}),
            kept AS (
                INSERT INTO answered_request ({answers.Columns})
                SELECT answer.* FROM {answers.Table} WHERE answer.entry_id IN (SELECT entry_id FROM standing)
                ON CONFLICT (requester, statement_id) DO NOTHING
                RETURNING entry_id),
            appended AS (
                INSERT INTO disclosure_ledger ({entries.Columns})
                SELECT entry.* FROM {entries.Table} WHERE entry.entry_id IN (SELECT entry_id FROM kept)),
            waiting AS (
                INSERT INTO waiting_request ({waits.Columns})
                SELECT DISTINCT ON (waits.subject_id, waits.requester, waits.purpose, waits.categories) waits.* FROM {waits.Table}
                WHERE waits.waiting_id IN (SELECT entry_id FROM kept) AND NOT EXISTS ({WaitingStore.SameThatWaits("waits.")})),
            journaled AS (
                INSERT INTO flow_journal ({steps.Columns})
                SELECT step.* FROM {steps.Table}
                JOIN unnest({ids}, {steps.Parameter(nameof(JournalRow.EntryId))}) AS of_attempt (attempt_id, step_id) ON of_attempt.step_id = step.entry_id
                WHERE of_attempt.attempt_id IN (SELECT entry_id FROM kept))
            SELECT attempt.entry_id, CASE
                WHEN EXISTS (SELECT 1 FROM kept WHERE kept.entry_id = attempt.entry_id) THEN '{WrittenCode}'
                WHEN EXISTS (SELECT 1 FROM standing WHERE standing.entry_id = attempt.entry_id) THEN '{ReplayedCode}'
                WHEN EXISTS (SELECT 1 FROM subject_gate AS gate WHERE gate.subject_id = attempt.subject_id AND gate.revision = decided_revision) THEN '{LockedCode}'
                ELSE '{MovedCode}' END
            FROM attempt
            """;
        var fates = await database.ReadAsync(sql, parameters, ReadAsync, cancellation);
        return [.. attempts.Select(rows => fates[rows.Entry.EntryId])];
    }

    private static async Task<Dictionary<Guid, AttemptFate?>> ReadAsync(DbDataReader reader, CancellationToken cancellation)
    {
        var fates = new Dictionary<Guid, AttemptFate?>();
        while (await reader.ReadAsync(cancellation))
        {
            fates[Guid.ParseExact(reader.GetString(0), "D")] = reader.GetString(1) switch
            {
                WrittenCode => AttemptFate.Written,
                ReplayedCode => AttemptFate.Replayed,
                MovedCode => AttemptFate.GateMoved,
                _ => null,
            };
        }

        return fates;
    }
}
