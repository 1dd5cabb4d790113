using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Looks whether a database can be served from. A newer one than this program knows can: the program before a migration works beside the
/// one after it, while replicas are renewed one by one.
/// </summary>
internal static class PostgresSchema
{
    private const string Advice = "Run mesh migrate.";

    public static async Task CheckAsync(DbContext database, CancellationToken cancellation)
    {
        await CheckMigratedAsync(database, cancellation);

        // Of a superuser this is true as well.
        if (await IsAsync(
            database, $"SELECT pg_has_role(relowner, 'USAGE') AS \"Value\" FROM pg_class WHERE oid = to_regclass({Migrator.SchemaTable})", cancellation))
        {
            throw new StorageNotReadyException("The service would run as the owner of its tables, whom no right restrains; give it the serving role.");
        }
    }

    /// <summary>The same, whoever asks.</summary>
    public static async Task CheckMigratedAsync(DbContext database, CancellationToken cancellation)
    {
        if (!await IsAsync(database, $"SELECT to_regclass({Migrator.SchemaTable}) IS NOT NULL AS \"Value\"", cancellation))
        {
            throw new StorageNotReadyException($"The database has no schema of the mesh. {Advice}");
        }

        if ((await database.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new StorageNotReadyException($"The database lacks migrations of this version. {Advice}");
        }
    }

    private static Task<bool> IsAsync(DbContext database, FormattableString question, CancellationToken cancellation) =>
        database.Database.SqlQuery<bool>(question).SingleAsync(cancellation);
}
