using System.Text;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.AtRest;

/// <summary>How many values of a column a key has.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Values">How many.</param>
/// <param name="Holds">Whether the key must stay because of them.</param>
public sealed record KeyUse(string Table, string Column, long Values, bool Holds);

/// <summary>A row that could not be encrypted anew, because it is not what was written.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="RowId">The id that its value is bound to.</param>
public sealed record DamagedValue(string Table, string Column, Guid RowId);

/// <summary>What one pass over the database came to.</summary>
/// <param name="Rows">Rows that were encrypted anew.</param>
/// <param name="Left">Rows that still have a value of another key: damaged, or changed while the pass went over them.</param>
/// <param name="Damaged">Values that are not what was written.</param>
public sealed record ReencryptionPass(long Rows, long Left, IReadOnlyList<DamagedValue> Damaged);

/// <summary>
/// Encrypts anew, by the current key, what others wrote, while services read and write: table by table in the order of its key, a few hundred
/// rows in a transaction, each only where it still is what was read. Where it stopped is what the rows say. As the owner, since of what is
/// append-only nobody else may change a byte; what stands encrypted there stays the same, and so does every digest, which are all of the plain bytes.
/// </summary>
internal sealed class Reencryption(DbContext database, AtRestKeys keys)
{
    private const int Batch = 200;

    private readonly FieldCipher _cipher = new(keys);
    private readonly BlindIndex _index = new(keys);
    private readonly Transactions _transactions = new(database);

    /// <summary>One pass over every table.</summary>
    /// <param name="progress">Told the table, how many of its rows are done, and of how many.</param>
    /// <param name="cancellation">Gives up; what is done by then stays done.</param>
    public async Task<ReencryptionPass> RunAsync(Action<string, long, long>? progress, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        try
        {
            var (rows, left) = (0L, 0L);
            var damaged = new List<DamagedValue>();
            foreach (var table in database.Model.EncryptedTables().Where(table => table.Encrypted.Count > 0))
            {
                var stale = new StaleRows(database, table);
                if (await stale.CountStaleAsync(keys.Current.Kid, cancellation) is not 0 and var all)
                {
                    rows += await TableAsync(table, stale, damaged, done => progress?.Invoke(table.Name, done, all), cancellation);
                    left += await stale.CountStaleAsync(keys.Current.Kid, cancellation);
                }
            }

            return new ReencryptionPass(rows, left, damaged);
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Where a key's values are.</summary>
    public async Task<IReadOnlyList<KeyUse>> UsesAsync(string kid, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        try
        {
            var uses = new List<KeyUse>();
            foreach (var table in database.Model.EncryptedTables())
            {
                var stale = new StaleRows(database, table);
                foreach (var column in table.Encrypted)
                {
                    uses.Add(new(table.Name, column.Name, await stale.CountAsync(column.Name, FieldCipher.BeginOf(kid), cancellation), Holds: true));
                }

                foreach (var (name, holds) in table.Indexes.Select(column => (column.Name, true)).Concat(table.Digests.Select(column => (column.Name, !column.OutlivesItsKey))))
                {
                    uses.Add(new(table.Name, name, await stale.CountAsync(name, BlindIndex.BeginOf(kid), cancellation), holds));
                }
            }

            return [.. uses.Where(use => use.Values > 0)];
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }

    private async Task<long> TableAsync(
        EncryptedTable table, StaleRows stale, List<DamagedValue> damaged, Action<long> progress, CancellationToken cancellation)
    {
        var (done, rows) = (0L, new List<object[]>());
        do
        {
            // Read and encrypted outside the transaction, which holds others up on SQLite.
            rows = await stale.NextAsync(keys.Current.Kid, rows.LastOrDefault()?[..table.Key.Count], Batch, cancellation);
            var changes = rows.Select(row => (Key: row[..table.Key.Count], Values: NewValues(table, stale, row, damaged))).Where(change => change.Values.Count > 0).ToList();
            done += changes.Count == 0 ? 0 : await _transactions.RunStatementsAsync(token => WriteAsync(table, stale, changes, token), cancellation);
            progress(done);
        }
        while (rows.Count == Batch);
        return done;
    }

    private async Task<long> WriteAsync(
        EncryptedTable table,
        StaleRows stale,
        IReadOnlyList<(object[] Key, IReadOnlyList<(string Column, byte[] Old, byte[] New)> Values)> changes,
        CancellationToken cancellation)
    {
        var written = 0L;
        await database.ActAsOwnerAsync(
            [table.Name],
            async () =>
            {
                foreach (var (key, values) in changes)
                {
                    written += await stale.TryReplaceAsync(key, values, cancellation) ? 1 : 0;
                }
            },
            cancellation);
        return written;
    }

    // Every value that is of another key, and what an index of another key is made of: it must stand as it was read, too.
    private IReadOnlyList<(string Column, byte[] Old, byte[] New)> NewValues(
        EncryptedTable table, StaleRows stale, object[] row, List<DamagedValue> damaged)
    {
        var (begin, beginOfIndex) = (FieldCipher.BeginOf(keys.Current.Kid), BlindIndex.BeginOf(keys.Current.Kid));
        var indexes = table.Indexes.Where(index => !stale.ValueOf<byte[]>(row, index.Name)!.AsSpan().StartsWith(beginOfIndex)).ToList();
        var values = new List<(string, byte[], byte[])>();
        foreach (var column in table.Encrypted)
        {
            var isStale = stale.ValueOf<byte[]>(row, column.Name) is { Length: > 0 } stored && !stored.AsSpan().StartsWith(begin);
            var made = indexes.Where(index => index.Of == column.Name).ToList();
            if (!isStale && made.Count == 0)
            {
                continue;
            }

            var (old, id) = (stale.ValueOf<byte[]>(row, column.Name)!, Guid.ParseExact(stale.ValueOf<string>(row, column.RowId)!, "D"));
            try
            {
                var plain = _cipher.Reveal(old, table.Name, column.Name, id);
                values.Add((column.Name, old, isStale ? _cipher.Protect(plain, table.Name, column.Name, id) : old));
                values.AddRange(made.Select(index =>
                    (index.Name, stale.ValueOf<byte[]>(row, index.Name)!, _index.Of(Encoding.UTF8.GetString(plain), index.Purpose))));
            }
            catch (AtRestTamperedException)
            {
                damaged.Add(new(table.Name, column.Name, id));
            }
        }

        return values;
    }
}
