using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Erases what has had its time, as the database's owner: the serving role can delete none of it. In batches, each one transaction with
/// its erasure and its row of the journal, so that a run that was interrupted is gone on with by the next.
/// </summary>
/// <param name="database">The database, as its owner has it.</param>
/// <param name="time">Machine time: retention is counted by it, which nobody can set in a demonstration either.</param>
public sealed class RetentionJob(DbContext database, TimeProvider time)
{
    internal const int Batch = 500;

    private const string Act = "Retention run";

    private static readonly string[] Tables =
    [
        "disclosure_ledger", "ledger_opening", "waiting_request", "waiting_answer", "answered_request", "asked_request",
        "consent_revision", "refusal_revision", "consent_receipt", RetentionTables.Erasures, RetentionTables.Leaves,
    ];

    private readonly Transactions _transactions = new(database);

    /// <summary>Runs.</summary>
    /// <param name="periods">How long rows are kept.</param>
    /// <param name="isDryRun">Counts, and erases nothing.</param>
    /// <param name="cancellation">Gives up; what is erased by then stays so.</param>
    public async Task<RetentionReport> RunAsync(RetentionPeriods periods, bool isDryRun, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var journal = await OwnerJournal.OpenAsync(database, time, cancellation);
        var (counts, going) = (new List<RetentionCount>(), new HashSet<Guid>());
        foreach (var rule in RetentionRules.All.Where(rule => rule.Eraser == RetentionEraser.Owner))
        {
            var months = periods.Of(rule.Kind);
            counts.Add(await RunAsync(DueOf(rule.Kind, going), journal, rule.Kind, months, isDryRun, going, cancellation));
        }

        if (!isDryRun && counts.Any(count => count.Erased > 0))
        {
            await database.ForgetRemovedAsync(Tables, cancellation);
        }

        return new(journal.RunId, counts);
    }

    private IDueRows DueOf(RetentionKind kind, IReadOnlySet<Guid> going) => kind switch
    {
        RetentionKind.Disclosures => new DueEntries(database),
        RetentionKind.Askings => new DueStatements(database),
        RetentionKind.ClientActs => new DueActs(database, going),
        _ => throw new InvalidOperationException($"The owner erases no {kind}."),
    };

    private async Task<RetentionCount> RunAsync(
        IDueRows due, OwnerJournal journal, RetentionKind kind, int months, bool isDryRun, HashSet<Guid> going, CancellationToken cancellation)
    {
        // One day for the whole run, also when it goes on past midnight.
        var today = HelsinkiTime.DateOf(time.GetUtcNow());
        var limit = RetentionRule.LimitOf(today, months);
        long erased = 0;
        DueBatch batch;
        do
        {
            // As it is after the lock was had: of two runs the second finds what the first left.
            batch = await _transactions.RunStatementsAsync(
                async token =>
                {
                    await database.LockLedgerAsync(token);
                    var next = await due.NextAsync(limit, token);
                    if (!isDryRun && next.Count > 0)
                    {
                        await EraseAsync(next, journal, kind, months, token);
                    }

                    return next;
                },
                cancellation);
            due.Pass(batch);
            going.UnionWith(isDryRun ? batch.Entries : []);
            erased += batch.Count;
        }
        while (!batch.IsLast);
        return new(kind, months, HelsinkiTime.DateOf(limit), erased, due.Held, due.Damaged);
    }

    private Task EraseAsync(DueBatch batch, OwnerJournal journal, RetentionKind kind, int months, CancellationToken cancellation) =>
        database.ActAsOwnerAsync(Tables, () => RecordAsync(batch, journal, kind, months, cancellation), cancellation);

    private async Task RecordAsync(DueBatch batch, OwnerJournal journal, RetentionKind kind, int months, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var others = await batch.EraseAsync(cancellation);
        var erasure = new LedgerErasureRow { ErasureId = Guid.CreateVersion7(now), Kind = kind, Months = months, ErasedAt = now, Others = others };
        database.Add(erasure);
        database.AddRange(RangesOf(batch.Leaves).Select(range => new ErasedLeavesRow { FirstLeaf = range.First, LastLeaf = range.Last, ErasureId = erasure.ErasureId }));
        journal.Add(now, Act, WireNames.Of(kind));
        await database.SaveChangesAsync(cancellation);
    }

    private static IEnumerable<(long First, long Last)> RangesOf(IReadOnlyList<long> leaves)
    {
        for (var from = 0; from < leaves.Count;)
        {
            var to = from;
            while (to + 1 < leaves.Count && leaves[to + 1] == leaves[to] + 1)
            {
                to++;
            }

            yield return (leaves[from], leaves[to]);
            from = to + 1;
        }
    }
}
