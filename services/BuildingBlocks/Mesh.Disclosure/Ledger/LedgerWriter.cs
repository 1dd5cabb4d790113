using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Writes what one attempt leaves, only while the subject's gate stands where the decision found it: one attempt, one transaction, one
/// table after the other. The form to read and to test against; <see cref="LedgerBatch"/> writes the same for many at once, and leaves to
/// this one what it cannot write together.
/// </summary>
internal sealed class LedgerWriter(DbContext database, Transactions transactions, Sightings sightings, AnswerBook book, WaitingStore waiting)
{
    /// <summary>
    /// Part of the statement that makes the withdrawal bound zero. On SQLite the write begins with the database's write lock (BEGIN
    /// IMMEDIATE), on PostgreSQL the row of the gate is locked against change: a withdrawal is either before it, and the revisions
    /// differ, or waits for its commit.
    /// </summary>
    internal const string Guard = "AND gate.revision = attempt.decided_revision";

    /// <summary>
    /// PostgreSQL's part. It waits for a withdrawal under way and then looks at the row as that left it; FOR KEY SHARE would not wait, and
    /// locking by an earlier statement of the same snapshot was seen to permit after an acknowledged withdrawal.
    /// </summary>
    internal const string Lock = "FOR SHARE OF gate";

    private const string BeforeRows = "attempt";

    /// <summary>Writes and commits.</summary>
    public Task<AttemptFate> WriteAsync(AttemptRows rows, CancellationToken cancellation) =>
        transactions.RunStatementsAsync(token => InsertAsync(rows, token), cancellation);

    /// <summary>Writes in the running transaction; others of it stay when this one is not written.</summary>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public async Task<AttemptFate> InsertAsync(AttemptRows rows, CancellationToken cancellation)
    {
        var transaction = database.Database.CurrentTransaction
            ?? throw new InvalidOperationException("The ledger is written in a transaction; none is running.");
        await sightings.WriteAsync(rows.Entry.SubjectId, rows.ReferenceIndex, rows.SeenAt, cancellation);
        await transaction.CreateSavepointAsync(BeforeRows, cancellation);
        var fate = await InsertGuardedAsync(rows, cancellation);
        if (fate != AttemptFate.Written)
        {
            await transaction.RollbackToSavepointAsync(BeforeRows, cancellation);
        }

        await transaction.ReleaseSavepointAsync(BeforeRows, cancellation);
        return fate;
    }

    private async Task<AttemptFate> InsertGuardedAsync(AttemptRows rows, CancellationToken cancellation)
    {
        if (!await TryAppendAsync(rows.Entry, cancellation))
        {
            return AttemptFate.GateMoved;
        }

        if (!await book.TryKeepAsync(rows.Answered, cancellation))
        {
            return AttemptFate.Replayed;
        }

        if (rows.Waiting is { } waits)
        {
            await waiting.AddAsync(waits, cancellation);
        }

        var step = new RowStatement<JournalRow>(database);
        await step.InsertAsync(rows.Journal, $"VALUES ({step.Values})", cancellation);
        return AttemptFate.Written;
    }

    private async Task<bool> TryAppendAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var row = new RowStatement<LedgerEntry>(database);
        return await row.InsertAsync(
            entry,
            $"""
             SELECT {row.Values}
             FROM (SELECT {row.Parameter(nameof(LedgerEntry.SubjectId))} AS subject_id, {row.Parameter(nameof(LedgerEntry.GateRevision))} AS decided_revision) AS attempt
             JOIN subject_gate AS gate ON gate.subject_id = attempt.subject_id {Guard}
             {(database.Database.IsNpgsql() ? Lock : "")}
             """,
            cancellation) == 1;
    }
}
