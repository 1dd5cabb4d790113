using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Appends to the ledger, only while the subject's gate stands where the decision found it. The one way to write a row: there is
/// none to change or remove it.
/// </summary>
public sealed class LedgerWriter(DbContext database)
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

    /// <summary>Inserts the row in the running transaction; false when the gate has moved on, and it must be decided again.</summary>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    internal async Task<bool> TryAppendAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The ledger is written in a transaction; none is running.");
        }

        var row = new RowStatement<LedgerEntry>(database);
        var written = await row.InsertAsync(
            entry,
            $"""
             SELECT {row.Values}
             FROM (SELECT {row.Parameter(nameof(LedgerEntry.SubjectId))} AS subject_id, {row.Parameter(nameof(LedgerEntry.GateRevision))} AS decided_revision) AS attempt
             JOIN subject_gate AS gate ON gate.subject_id = attempt.subject_id {Guard}
             {(database.Database.IsNpgsql() ? Lock : "")}
             """,
            cancellation);
        return written == 1;
    }

    /// <summary>Inserts the entry of a look in the running transaction. Nothing was decided, so no gate bounds it.</summary>
    internal Task AppendLookAsync(LedgerEntry look, CancellationToken cancellation)
    {
        var row = new RowStatement<LedgerEntry>(database);
        return row.InsertAsync(look, $"VALUES ({row.Values})", cancellation);
    }
}
