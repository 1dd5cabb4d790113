using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.Hosting.Storage;

/// <summary>The embedded default.</summary>
internal static class SqliteStorage
{
    /// <summary>The file, with the settings that every connection to it has.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, StoragePlace.SqliteFile file) => options
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file.Path, Cache = SqliteCacheMode.Private }.ToString())
        .AddInterceptors(Pragmas.Instance);

    // synchronous FULL: with NORMAL, a power loss can take the last commits, and a ledger row must outlive its answer.
    // secure_delete: what is erased is overwritten. busy_timeout (ms): SQLite waits for a lock itself, in small steps; the driver
    // would sleep 150 ms at a time.
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        private const string Sql = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 10000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
