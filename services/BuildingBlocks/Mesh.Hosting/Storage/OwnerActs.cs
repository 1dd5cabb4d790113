using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mesh.Hosting.Storage;

/// <summary>
/// What only the owner of a database does to tables that are closed to the service: on PostgreSQL the owner's role may, on SQLite, which
/// knows no roles, the triggers are lifted for as long as a transaction lasts.
/// </summary>
public static class OwnerActs
{
    /// <summary>Acts in the running transaction on tables that are closed to the service. On SQLite their triggers are taken out, and put back as they were.</summary>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public static async Task ActAsOwnerAsync(this DbContext database, IReadOnlyList<string> tables, Func<Task> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(act);
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Triggers are lifted within a transaction, which puts them back whatever happens; none is running.");
        }

        var guards = database.Database.IsSqlite() ? await GuardsAsync(database, tables, cancellation) : [];
        foreach (var (name, _) in guards)
        {
            await RunAsync(database, $"DROP TRIGGER \"{name}\"", cancellation);
        }

        await act();
        foreach (var (_, guard) in guards)
        {
            await RunAsync(database, guard, cancellation);
        }
    }

    /// <summary>
    /// Takes what was removed from the files: SQLite's log is folded into the file, whose removed rows are overwritten already; on PostgreSQL
    /// the room of removed rows is given free. Not within a transaction.
    /// </summary>
    public static async Task ForgetRemovedAsync(this DbContext database, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(tables);
        if (database.Database.IsSqlite())
        {
            await RunAsync(database, "PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
            return;
        }

        foreach (var table in tables)
        {
            await RunAsync(database, $"VACUUM public.{table}", cancellation);
        }
    }

    private static async Task<List<(string Name, string Sql)>> GuardsAsync(DbContext database, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.Transaction = database.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var guards = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            if (tables.Contains(reader.GetString(2)))
            {
                guards.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        return guards;
    }

    // Names come from the model and the schema, never from outside.
    private static async Task RunAsync(DbContext database, string sql, CancellationToken cancellation)
    {
        await database.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.Transaction = database.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            await database.Database.CloseConnectionAsync();
        }
    }
}
