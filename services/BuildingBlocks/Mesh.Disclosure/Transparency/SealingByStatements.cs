using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>
/// Reads and writes for sealing as fast as PostgreSQL allows: one round trip reads a batch with all that it follows, another one writes it.
/// Does exactly what <see cref="SealingByModel"/> does; a test holds the one against the other.
/// </summary>
internal sealed class SealingByStatements(DbContext database) : ISealingRows
{
    private readonly RowReader<LedgerEntry> _entries = RowReader<LedgerEntry>.Of(database);
    private readonly RowReader<LedgerErasureRow> _erasures = RowReader<LedgerErasureRow>.Of(database);
    private readonly RowReader<ErasedLeavesRow> _erased = RowReader<ErasedLeavesRow>.Of(database);

    public Task<SealingLook> LookAsync(string from, CancellationToken cancellation) => database.ReadAsync(
        $"""
        SELECT (SELECT max(tree_size) FROM ledger_checkpoint), first.entry_id, first.recorded_at, EXISTS ({Erasures(from, "1")})
        FROM (SELECT 1) AS one LEFT JOIN ({Entries(from, "1")}) AS first ON true
        """,
        [new NpgsqlParameter("entry_from", from), new NpgsqlParameter("erasure_from", from)],
        async (rows, token) =>
        {
            await rows.ReadAsync(token);
            return new SealingLook(
                rows.IsDBNull(0) ? null : rows.GetInt64(0),
                rows.IsDBNull(1) ? null : new(Guid.ParseExact(rows.GetString(1), "D"), new DateTimeOffset(rows.GetInt64(2), TimeSpan.Zero)),
                rows.GetBoolean(3));
        },
        cancellation);

    // Each statement sees what is committed when it begins. Nobody else seals meanwhile, and what is erased meanwhile was sealed before.
    public Task<UnsealedRows> ReadAsync(SealingBounds from, int most, CancellationToken cancellation) => database.ReadAsync(
        $"""
        SELECT max(tree_size) FROM ledger_checkpoint;

        SELECT {_entries.Columns("entry")}, last.number, last.leaf_hash
        FROM ({Entries(from.Entry, "@most")}) AS entry
        LEFT JOIN LATERAL (
            SELECT opening.number, (SELECT leaf.leaf_hash FROM ledger_leaf AS leaf WHERE leaf.entry_id = opening.entry_id) AS leaf_hash
            FROM ledger_opening AS opening WHERE opening.subject_id = entry.subject_id ORDER BY opening.number DESC LIMIT 1) AS last ON true
        ORDER BY entry.entry_id;

        SELECT {_erasures.Columns("erasure")} FROM ({Erasures(from.Erasure, "@most")}) AS erasure ORDER BY erasure.erasure_id;

        SELECT {_erased.Columns("erased")} FROM erased_leaves AS erased
        WHERE erased.erasure_id IN (SELECT erasure.erasure_id FROM ({Erasures(from.Erasure, "@most")}) AS erasure)
        """,
        [new NpgsqlParameter("entry_from", from.Entry), new NpgsqlParameter("erasure_from", from.Erasure), new NpgsqlParameter("most", most)],
        (rows, token) => RowsAsync(rows, most, token),
        cancellation);

    public Task WriteAsync(SealedRows rows, CancellationToken cancellation)
    {
        var leaves = new RowArrays<LedgerLeafRow>(database, "leaf");
        var openings = new RowArrays<LedgerOpeningRow>(database, "opening");
        var nodes = new RowArrays<LedgerNodeRow>(database, "node");
        var checkpoints = new RowArrays<LedgerCheckpointRow>(database, "checkpoint");
        return database.ReadAsync(
            $"""
            INSERT INTO ledger_leaf ({leaves.Columns}) SELECT leaf.* FROM {leaves.Table};
            INSERT INTO ledger_opening ({openings.Columns}) SELECT opening.* FROM {openings.Table};
            INSERT INTO ledger_node ({nodes.Columns}) SELECT node.* FROM {nodes.Table};
            INSERT INTO ledger_checkpoint ({checkpoints.Columns}) SELECT checkpoint.* FROM {checkpoints.Table}
            """,
            [.. leaves.Parameters(rows.Leaves), .. openings.Parameters(rows.Openings), .. nodes.Parameters(rows.Nodes), .. checkpoints.Parameters([rows.Checkpoint])],
            (_, _) => Task.FromResult(true),
            cancellation);
    }

    // OFFSET 0 keeps the server from joining: what is newest it has no statistics of, and takes thousands of rows for one. So each row costs one
    // look into the index. Of everything it knows enough: that is joined, and is another text, so that neither is planned like the other.
    private static string Entries(string from, string most) => $"""
        SELECT entry.* FROM disclosure_ledger AS entry
        WHERE {(from.Length == 0 ? "" : "entry.entry_id >= @entry_from AND ")}NOT EXISTS (
            SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = entry.entry_id{(from.Length == 0 ? "" : " OFFSET 0")})
        ORDER BY entry.entry_id LIMIT {most}
        """;

    private static string Erasures(string from, string most) => $"""
        SELECT erasure.* FROM ledger_erasure AS erasure
        WHERE {(from.Length == 0 ? "" : "erasure.erasure_id >= @erasure_from AND ")}NOT EXISTS (
            SELECT 1 FROM ledger_leaf AS leaf WHERE leaf.entry_id = erasure.erasure_id OFFSET 0)
        ORDER BY erasure.erasure_id LIMIT {most}
        """;

    private async Task<UnsealedRows> RowsAsync(DbDataReader rows, int most, CancellationToken cancellation)
    {
        await rows.ReadAsync(cancellation);
        long? size = rows.IsDBNull(0) ? null : rows.GetInt64(0);

        await rows.NextResultAsync(cancellation);
        var (entries, last) = (new List<LedgerEntry>(most), new Dictionary<Guid, SubjectsLast>());
        while (await rows.ReadAsync(cancellation))
        {
            var entry = _entries.Read(rows);
            entries.Add(entry);
            if (!rows.IsDBNull(_entries.Count + 1))
            {
                last[entry.SubjectId] = new(rows.GetInt64(_entries.Count), rows.GetFieldValue<byte[]>(_entries.Count + 1));
            }
        }

        await rows.NextResultAsync(cancellation);
        var erasures = (await _erasures.AllAsync(rows, cancellation)).Take(most - entries.Count).ToList();
        await rows.NextResultAsync(cancellation);
        var leaves = (await _erased.AllAsync(rows, cancellation)).ToLookup(row => row.ErasureId);
        return new(size, entries, last, erasures.ConvertAll(row => new UnsealedErasure(row, [.. leaves[row.ErasureId]])));
    }
}
