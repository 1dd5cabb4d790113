using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Brings a participation's PostgreSQL database to this version's schema, as its owner, and gives the serving role what the model says of
/// each table (<see cref="TableRights"/>) and nothing else. Interrupted, it goes on where it was; of two at once one waits.
/// </summary>
public static class Migrator
{
    internal const string SchemaTable = "mesh_schema";

    /// <summary>Migrates.</summary>
    /// <typeparam name="TContext">The service's context, whose assembly has the migrations.</typeparam>
    /// <param name="owner">The database, as its owner.</param>
    /// <param name="servingRole">The role that the service runs under; it must exist.</param>
    /// <param name="cancellation">Gives up; what is applied by then stays.</param>
    /// <returns>The migrations that were applied now.</returns>
    /// <exception cref="StorageNotReadyException">The server or the roles are not as they must be; nothing was changed.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync<TContext>(
        StoragePlace.Postgres owner, string servingRole, CancellationToken cancellation)
        where TContext : DbContext
    {
        await using var source = PostgresConnections.Open(owner, isPooled: false);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var database = PostgresConnections.Context<TContext>(connection);

        // No limit: who migrates beside us may have long work, and this one has nothing to do but wait.
        await RunAsync(database, "SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0", cancellation);
        await RunAsync(database, $"SELECT pg_advisory_lock({AdvisoryLocks.Migration})", cancellation);
        await CheckAsync(database, servingRole, cancellation);
        var pending = await PendingAsync(database, cancellation);
        database.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        if (database.Database.GetMigrations().Any())
        {
            await database.Database.MigrateAsync(cancellation);
        }
        else if (pending.Count > 0)
        {
            // A model that is only a test's has no migrations; its tables are made at once.
            await database.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellation);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        await RunAsync(database, Rights(database, servingRole), cancellation);
        await transaction.CommitAsync(cancellation);
        return pending;
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(DbContext database, CancellationToken cancellation)
    {
        if (database.Database.GetMigrations().Any())
        {
            return [.. await database.Database.GetPendingMigrationsAsync(cancellation)];
        }

        return await IsAsync(database, $"SELECT to_regclass({SchemaTable}) IS NULL AS \"Value\"", cancellation) ? ["(tables of the model)"] : [];
    }

    private static async Task CheckAsync(DbContext database, string servingRole, CancellationToken cancellation)
    {
        // Text is compared by its bytes, as on SQLite; and an order that comes with the operating system breaks indexes when that is renewed.
        if (!await IsAsync(
            database,
            $"""
            SELECT pg_encoding_to_char(encoding) = 'UTF8' AND (datcollate IN ('C', 'POSIX') OR datcollate LIKE 'C.%') 
                AND coalesce(to_jsonb(pg_database) ->> 'datlocprovider', 'c') = 'c' AS "Value"
            FROM pg_database WHERE datname = current_database()
            """,
            cancellation))
        {
            throw new StorageNotReadyException("The database is not of encoding UTF8 and locale C; make it so: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'.");
        }

        if (!await IsAsync(database, $"SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {servingRole}) AS \"Value\"", cancellation))
        {
            throw new StorageNotReadyException("There is no such serving role.");
        }

        if (await IsAsync(database, $"SELECT pg_has_role({servingRole}, current_user, 'MEMBER') AS \"Value\"", cancellation))
        {
            throw new StorageNotReadyException("The serving role would be the owner, or could become it; no right would restrain it.");
        }
    }

    // From nothing each time: a right that the model no longer gives is taken back.
    private static string Rights(DbContext database, string servingRole)
    {
        var role = Identifier(servingRole);
        var tables = database.Model.GetEntityTypes().Where(type => type.GetTableName() is not null).Select(type =>
            $"GRANT {type.ServingRights()} ON TABLE public.{Identifier(type.GetTableName()!)} TO {role};");
        return $"""
            CREATE TABLE IF NOT EXISTS public.{SchemaTable} (digest text NOT NULL);
            INSERT INTO public.{SchemaTable} (digest) SELECT '' WHERE NOT EXISTS (SELECT 1 FROM public.{SchemaTable});
            UPDATE public.{SchemaTable} SET digest = {Literal(database.Database.GetMigrations().LastOrDefault() ?? "")};
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role};
            REVOKE ALL ON SCHEMA public FROM PUBLIC, {role};
            GRANT USAGE ON SCHEMA public TO {role};
            GRANT SELECT, UPDATE ON TABLE public.{SchemaTable} TO {role};
            {(database.Database.GetMigrations().Any() ? $"GRANT SELECT ON TABLE public.\"__EFMigrationsHistory\" TO {role};" : "")}
            {string.Join('\n', tables)}
            """;
    }

    private static Task<bool> IsAsync(DbContext database, FormattableString question, CancellationToken cancellation) =>
        database.Database.SqlQuery<bool>(question).SingleAsync(cancellation);

    private static async Task RunAsync(DbContext database, string sql, CancellationToken cancellation)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
