using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The audit's part about what there should be and should not: as many rows as the tree has, and none that it does not know.</summary>
internal sealed class AuditedRows(DbContext database, TimeProvider time, List<LedgerFault> faults)
{
    // Of sealing about once a second: time to be late in.
    private static readonly TimeSpan LongestUnsealed = TimeSpan.FromMinutes(1);

    // Of rows that belong to nothing: beyond it nothing is learnt by more of them.
    private const int Most = 1000;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await CheckNumbersAsync(cancellation);
        await CheckUnsealedAsync(cancellation);
    }

    // By one statement, which sees all tables as they are after the same sealing.
    private async Task CheckNumbersAsync(CancellationToken cancellation)
    {
        var text = await database.Database.SqlQuery<string>($"""
            SELECT (SELECT CAST(coalesce(max(leaf_index), -1) + 1 AS text) FROM ledger_leaf)
                || ' ' || (SELECT CAST(coalesce(max(tree_size), 0) AS text) FROM ledger_checkpoint)
                || ' ' || (SELECT CAST(count(*) AS text) FROM ledger_node) AS "Value"
            """).SingleAsync(cancellation);
        var numbers = text.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var (leaves, signed, stored) = (numbers[0], numbers[1], numbers[2]);
        if (signed != leaves)
        {
            faults.Add(new(LedgerFaultCode.Checkpoint, string.Create(CultureInfo.InvariantCulture, $"There are {leaves} leaves, and the newest checkpoint is of {signed}.")));
        }

        // So many complete subtrees of two or more leaves there are.
        var subtrees = leaves - long.PopCount(leaves);
        if (stored != subtrees)
        {
            faults.Add(new(LedgerFaultCode.Tree, string.Create(CultureInfo.InvariantCulture, $"{stored} subtrees are stored; there should be {subtrees}.")));
        }
    }

    private async Task CheckUnsealedAsync(CancellationToken cancellation)
    {
        var limit = (time.GetUtcNow() - LongestUnsealed).UtcTicks;
        await AddAsync(
            $"""
            SELECT entry.entry_id AS "Value" FROM disclosure_ledger AS entry
            WHERE entry.recorded_at < {limit} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = entry.entry_id) LIMIT {Most}
            """,
            id => new(LedgerFaultCode.EntryUnsealed, $"Entry {id} has no leaf."),
            cancellation);
        await AddAsync(
            $"""
            SELECT opening.entry_id AS "Value" FROM ledger_opening AS opening
            WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = opening.entry_id) LIMIT {Most}
            """,
            id => new(LedgerFaultCode.EntryChanged, $"An opening of entry {id} has no leaf."),
            cancellation);
        await AddAsync(
            $"""
            SELECT erasure.erasure_id AS "Value" FROM ledger_erasure AS erasure
            WHERE erasure.erased_at < {limit} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = erasure.erasure_id) LIMIT {Most}
            """,
            id => new(LedgerFaultCode.ErasureChanged, $"Erasure {id} has no leaf."),
            cancellation);
        await AddAsync(
            $"""
            SELECT erased.erasure_id AS "Value" FROM erased_leaves AS erased
            WHERE NOT EXISTS (SELECT 1 FROM ledger_erasure AS erasure WHERE erasure.erasure_id = erased.erasure_id) LIMIT {Most}
            """,
            id => new(LedgerFaultCode.ErasureChanged, $"Leaves are said to be erased by {id}, which is no erasure."),
            cancellation);
    }

    private async Task AddAsync(FormattableString ids, Func<string, LedgerFault> fault, CancellationToken cancellation) =>
        faults.AddRange((await database.Database.SqlQuery<string>(ids).ToListAsync(cancellation)).Select(fault));
}
