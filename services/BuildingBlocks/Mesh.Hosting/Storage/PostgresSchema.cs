using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Looks whether a database can be worked on, as a service or as its owner. A newer one than this program knows can: the program before a
/// migration works beside the one after it, while replicas are renewed one by one.
/// </summary>
internal static class PostgresSchema
{
    private const string Advice = "Run mesh migrate.";

    /// <summary>To serve from it: never as its owner.</summary>
    public static async Task CheckAsync(DbContext database, CancellationToken cancellation)
    {
        await CheckMigratedAsync(database, cancellation);
        if (await IsOwnerAsync(database, cancellation))
        {
            throw new StorageNotReadyException("The service would run as the owner of its tables, whom no right restrains; give it the serving role.");
        }
    }

    /// <summary>To do what no service may: only as its owner.</summary>
    public static async Task CheckOwnerAsync(DbContext database, CancellationToken cancellation)
    {
        await CheckMigratedAsync(database, cancellation);
        if (!await IsOwnerAsync(database, cancellation))
        {
            throw new StorageNotReadyException("The role does not own the tables; what is to be done is the owner's.");
        }
    }

    private static async Task CheckMigratedAsync(DbContext database, CancellationToken cancellation)
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

    // Of a superuser this is true as well.
    private static Task<bool> IsOwnerAsync(DbContext database, CancellationToken cancellation) => IsAsync(
        database, $"SELECT pg_has_role(relowner, 'USAGE') AS \"Value\" FROM pg_class WHERE oid = to_regclass({Migrator.SchemaTable})", cancellation);

    private static Task<bool> IsAsync(DbContext database, FormattableString question, CancellationToken cancellation) =>
        database.Database.SqlQuery<bool>(question).SingleAsync(cancellation);
}
