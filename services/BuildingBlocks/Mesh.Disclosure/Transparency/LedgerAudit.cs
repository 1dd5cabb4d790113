using System.Globalization;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Checks the whole stored ledger: that every entry is what was sealed, every leaf is in its place, and the tree and every checkpoint are
/// those of the leaves. Reads each row once, in order, and keeps little. What it cannot see, whoever holds database and key rewriting
/// everything alike, the witnesses see.
/// </summary>
internal sealed class LedgerAudit(DbContext database, ILedgerVerifiers verifiers, Self self, TimeProvider time)
{
    private const int Page = 500;

    // Beyond it nothing is learnt by more of them.
    private const int MostFaults = 1000;

    // Of sealing about once a second: time to be late in.
    private static readonly TimeSpan LongestUnsealed = TimeSpan.FromMinutes(1);

    /// <summary>Every fault; none when all is as it was sealed.</summary>
    /// <param name="erasedThrough">Entries written until then may have been erased, their time of retention having passed; null: none may.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<LedgerFault>> RunAsync(DateTimeOffset? erasedThrough, CancellationToken cancellation)
    {
        var faults = new List<LedgerFault>();
        var chains = new SubjectChains(erasedThrough);
        var nodes = new Dictionary<TreeNode, byte[]>();

        // Up to the checkpoint that is newest now: sealing goes on meanwhile.
        var newest = await database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation) ?? 0;
        await CheckCheckpointsAsync(-1, 0, nodes, faults, cancellation);
        for (long size = 0; size < newest && faults.Count < MostFaults;)
        {
            var from = size;
            var leaves = await database.Set<LedgerLeafRow>().AsNoTracking()
                .Where(row => row.LeafIndex >= from && row.LeafIndex < newest).OrderBy(row => row.LeafIndex).Take(Page).ToListAsync(cancellation);
            if (leaves.Count == 0 || leaves.Where((leaf, at) => leaf.LeafIndex != from + at).Any())
            {
                // Without it nothing after it has its place.
                faults.Add(new(LedgerFaultCode.Tree, string.Create(CultureInfo.InvariantCulture, $"A leaf at or after index {from} is missing.")));
                break;
            }

            await CheckEntriesAsync(leaves, chains, faults, cancellation);
            var added = MerkleTree.Add(from, leaves.ConvertAll(leaf => LedgerLeaf.HashOf(leaf.Leaf)), node => nodes[node]);
            foreach (var (node, hash) in added)
            {
                nodes[node] = hash;
            }

            size = from + leaves.Count;
            await CheckNodesAsync(added, faults, cancellation);
            await CheckCheckpointsAsync(from, size, nodes, faults, cancellation);
            var edge = MerkleTree.EdgeOf(size);
            nodes = nodes.Where(node => edge.Contains(node.Key)).ToDictionary();
        }

        await CheckNumbersAsync(faults, cancellation);
        await CheckUnsealedAsync(faults, cancellation);
        return faults;
    }

    private async Task CheckEntriesAsync(List<LedgerLeafRow> leaves, SubjectChains chains, List<LedgerFault> faults, CancellationToken cancellation)
    {
        var ids = leaves.ConvertAll(leaf => leaf.EntryId);
        var openings = await database.Set<LedgerOpeningRow>().AsNoTracking().Where(row => ids.Contains(row.EntryId)).ToDictionaryAsync(row => row.EntryId, cancellation);
        var entries = await EntriesAsync(ids, faults, cancellation);
        foreach (var leaf in leaves)
        {
            chains.Check(leaf, entries.GetValueOrDefault(leaf.EntryId), openings.GetValueOrDefault(leaf.EntryId), faults);
        }
    }

    // A value that is none of its column's kind cannot be read into an entry: then one by one, to tell which.
    private async Task<Dictionary<Guid, LedgerEntry>> EntriesAsync(List<Guid> ids, List<LedgerFault> faults, CancellationToken cancellation)
    {
        var entries = database.Set<LedgerEntry>().AsNoTracking();
        try
        {
            return await entries.Where(entry => ids.Contains(entry.EntryId)).ToDictionaryAsync(entry => entry.EntryId, cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or InvalidCastException)
        {
            if (ids is [var only])
            {
                faults.Add(new(LedgerFaultCode.EntryChanged, $"Entry {only} cannot be read."));
                return [];
            }
        }

        var read = new Dictionary<Guid, LedgerEntry>();
        foreach (var id in ids)
        {
            foreach (var (key, entry) in await EntriesAsync([id], faults, cancellation))
            {
                read.Add(key, entry);
            }
        }

        return read;
    }

    private async Task CheckNodesAsync(IReadOnlyDictionary<TreeNode, byte[]> added, List<LedgerFault> faults, CancellationToken cancellation)
    {
        var keys = added.Keys.Where(node => node.Level > 0).Select(LedgerNodeRow.KeyOf).ToList();
        var stored = await database.Set<LedgerNodeRow>().AsNoTracking().Where(row => keys.Contains(row.Node)).ToDictionaryAsync(row => row.Node, row => row.Hash, cancellation);
        faults.AddRange(added
            .Where(node => node.Key.Level > 0 && !(stored.TryGetValue(LedgerNodeRow.KeyOf(node.Key), out var hash) && hash.AsSpan().SequenceEqual(node.Value)))
            .Select(node => new LedgerFault(LedgerFaultCode.Tree, string.Create(
                CultureInfo.InvariantCulture, $"The subtree at level {node.Key.Level}, position {node.Key.Position} is not that of its leaves."))));
    }

    private async Task CheckCheckpointsAsync(
        long after, long through, Dictionary<TreeNode, byte[]> nodes, List<LedgerFault> faults, CancellationToken cancellation)
    {
        var rows = await database.Set<LedgerCheckpointRow>().AsNoTracking()
            .Where(row => row.TreeSize > after && row.TreeSize <= through).OrderBy(row => row.TreeSize).ToListAsync(cancellation);
        faults.AddRange(rows
            .Where(row => SignedCheckpoint.TryVerify(SignedNote.TryRead(row.Note), self.Participation, verifiers) is not { } checkpoint
                || checkpoint.Size != row.TreeSize
                || !checkpoint.Root.AsSpan().SequenceEqual(MerkleTree.Root(row.TreeSize, node => nodes[node])))
            .Select(row => new LedgerFault(LedgerFaultCode.Checkpoint, string.Create(
                CultureInfo.InvariantCulture, $"The checkpoint of {row.TreeSize} leaves is not what was signed of them."))));
    }

    // By one statement, which sees all tables as they are after the same sealing.
    private async Task CheckNumbersAsync(List<LedgerFault> faults, CancellationToken cancellation)
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

    private async Task CheckUnsealedAsync(List<LedgerFault> faults, CancellationToken cancellation)
    {
        var limit = (time.GetUtcNow() - LongestUnsealed).UtcTicks;
        var unsealed = await database.Database.SqlQuery<string>($"""
            SELECT entry.entry_id AS "Value" FROM disclosure_ledger AS entry
            WHERE entry.recorded_at < {limit} AND NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = entry.entry_id)
            LIMIT {MostFaults}
            """).ToListAsync(cancellation);
        faults.AddRange(unsealed.Select(id => new LedgerFault(LedgerFaultCode.EntryUnsealed, $"Entry {id} has no leaf.")));
        var orphans = await database.Database.SqlQuery<string>($"""
            SELECT opening.entry_id AS "Value" FROM ledger_opening AS opening
            WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = opening.entry_id) LIMIT {MostFaults}
            """).ToListAsync(cancellation);
        faults.AddRange(orphans.Select(id => new LedgerFault(LedgerFaultCode.EntryChanged, $"An opening of entry {id} has no leaf.")));
    }
}
