using System.Data.Common;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mesh.Hosting.AtRest;

/// <summary>The statements about one table's values by their keys: which are of another key than one, and how many are of one.</summary>
internal sealed class StaleRows(DbContext database, EncryptedTable table)
{
    // What is read of a row: its key first, then the ids its values are bound to, then the values.
    private readonly List<string> _columns =
    [
        .. table.Key,
        .. table.Encrypted.Select(column => column.RowId),
        .. table.Encrypted.Select(column => column.Name),
        .. table.Indexes.Select(column => column.Name),
    ];

    /// <summary>The next rows, by their key, that have a value of another key than the given one.</summary>
    public async Task<List<object[]>> NextAsync(string kid, object[]? after, int most, CancellationToken cancellation)
    {
        await using var command = Command();
        var from = after is null ? "" : $"({Names(table.Key)}) > ({string.Join(", ", after.Select(value => Parameter(command, value)))}) AND ";
        command.CommandText = $"""
            SELECT {Names(_columns)} FROM {Name(table.Name)}
            WHERE {from}({Stale(command, kid)})
            ORDER BY {Names(table.Key)} LIMIT {most}
            """;
        var rows = new List<object[]>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A column of a row that was read; null when it has none.</summary>
    public T? ValueOf<T>(object[] row, string column)
        where T : class => row[_columns.IndexOf(column)] as T;

    /// <summary>How many rows have a value of another key than the given one.</summary>
    public async Task<long> CountStaleAsync(string kid, CancellationToken cancellation)
    {
        await using var command = Command();
        command.CommandText = $"SELECT count(*) FROM {Name(table.Name)} WHERE {Stale(command, kid)}";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>How many values of a column are of a key.</summary>
    public async Task<long> CountAsync(string column, byte[] begin, CancellationToken cancellation)
    {
        await using var command = Command();
        command.CommandText = $"SELECT count(*) FROM {Name(table.Name)} WHERE {Begins(command, column, begin, "=")}";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>
    /// Writes new values where the row still has the old ones: what was written meanwhile is never overwritten by what was read before. An index
    /// that another row has already is not written either.
    /// </summary>
    public async Task<bool> TryReplaceAsync(
        IReadOnlyList<object> key, IReadOnlyList<(string Column, byte[] Old, byte[] New)> values, CancellationToken cancellation)
    {
        await using var command = Command();
        var set = string.Join(", ", values.Select(value => $"{Name(value.Column)} = {Parameter(command, value.New)}"));
        var same = table.Key.Zip(key).Select(part => $"{Name(part.First)} = {Parameter(command, part.Second)}")
            .Concat(values.Select(value => $"{Name(value.Column)} = {Parameter(command, value.Old)}"));
        var free = values.Where(value => table.Indexes.Any(index => index.Name == value.Column)).Select(value =>
            $"NOT EXISTS (SELECT 1 FROM {Name(table.Name)} AS other WHERE other.{Name(value.Column)} = {Parameter(command, value.New)})");
        command.CommandText = $"UPDATE {Name(table.Name)} SET {set} WHERE {string.Join(" AND ", same.Concat(free))}";
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private string Stale(DbCommand command, string kid) => string.Join(" OR ", table.Encrypted
        .Select(column => Begins(command, column.Name, FieldCipher.BeginOf(kid), "<>"))
        .Concat(table.Indexes.Select(column => Begins(command, column.Name, BlindIndex.BeginOf(kid), "<>"))));

    // One that was emptied, as a statement at the end of its time is, has nothing to encrypt.
    private static string Begins(DbCommand command, string column, byte[] begin, string comparison) =>
        $"({Name(column)} IS NOT NULL AND length({Name(column)}) > 0 AND substr({Name(column)}, 1, {begin.Length}) {comparison} {Parameter(command, begin)})";

    private DbCommand Command()
    {
        var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = (int)TimeSpan.FromMinutes(10).TotalSeconds;
        return command;
    }

    private static string Parameter(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(Name));

    private static string Name(string name) => $"\"{name}\"";
}
