using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mesh.Hosting.Storage;

/// <summary>Creates a file's schema from the model, or checks that the file has the schema of this model.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Writes = ["INSERT", "UPDATE", "DELETE"];

    public static async Task EnsureAsync(DbContext database, CancellationToken cancellation)
    {
        var script = database.Database.GenerateCreateScript() + string.Concat(database.Model.AppendOnlyTables().Select(Triggers))
            + string.Concat(database.Model.OwnersTables().Select(OwnersTriggers));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        await database.Database.OpenConnectionAsync(cancellation);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);

        // EF's own creation is not one transaction: killed half-way it would leave a file that neither starts nor is empty.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (await CountAsync(database, $"SELECT count(*) AS Value FROM sqlite_master WHERE name = 'mesh_schema'", cancellation) == 0)
        {
            await database.Database.ExecuteSqlRawAsync(script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), cancellation);
            await database.Database.ExecuteSqlRawAsync("CREATE TABLE mesh_schema (digest TEXT NOT NULL)", cancellation);
            await database.Database.ExecuteSqlAsync($"INSERT INTO mesh_schema (digest) VALUES ({digest})", cancellation);
            await transaction.CommitAsync(cancellation);
        }
        else if (await CountAsync(database, $"SELECT count(*) AS Value FROM mesh_schema WHERE digest = {digest}", cancellation) == 0)
        {
            throw new StorageNotReadyException("The data was made by another version; run with --reset to start anew.");
        }
    }

    private static Task<int> CountAsync(DbContext database, FormattableString sql, CancellationToken cancellation) =>
        database.Database.SqlQuery<int>(sql).SingleAsync(cancellation);

    // INSERT OR REPLACE would remove a row without firing a trigger on DELETE, hence the one on INSERT.
    private static string Triggers(IEntityType type)
    {
        var table = type.GetTableName()!;
        var sameRow = string.Join(" AND ", type.FindPrimaryKey()!.Properties.Select(key => $"\"{key.GetColumnName()}\" = NEW.\"{key.GetColumnName()}\""));
        return $"""
            CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid OR ({sameRow}))
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;

            """;
    }

    private static string OwnersTriggers(IEntityType type)
    {
        var table = type.GetTableName()!;
        return string.Concat(Writes.Select(act => $"""
            CREATE TRIGGER {table}_no_{act.ToLowerInvariant()} BEFORE {act} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is written by its owner'); END;

            """));
    }
}
