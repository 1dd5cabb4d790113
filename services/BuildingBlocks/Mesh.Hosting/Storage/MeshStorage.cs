using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Storage;

/// <summary>One participation's database on SQLite, the embedded default.</summary>
public static class MeshStorage
{
    /// <summary>Registers the service's context, also under <see cref="DbContext"/>, by which the building blocks find it.</summary>
    public static IServiceCollection AddMeshStorage<TContext>(this IServiceCollection services, string file)
        where TContext : DbContext
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Cache = SqliteCacheMode.Private }.ToString();
        services.AddDbContext<TContext>((provider, options) => options.UseSqlite(connection)
            .AddInterceptors(Pragmas.Instance)
            .AddInterceptors(provider.GetServices<ISaveChangesInterceptor>()));
        services.AddScoped<DbContext>(provider => provider.GetRequiredService<TContext>());
        services.AddScoped<Transactions>();
        services.AddScoped<Writes>();
        services.AddSingleton(new StorageFile(file));
        return services;
    }

    /// <summary>
    /// Creates the schema from the model, or checks that the file has the schema of this model.
    /// </summary>
    /// <param name="database">The service's context.</param>
    /// <param name="guards">SQL that belongs to the schema but that the model cannot say, such as triggers.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SchemaMismatchException">The file was made by another version of the service.</exception>
    public static async Task EnsureSchemaAsync(
        this DbContext database, IEnumerable<SchemaGuard> guards, CancellationToken cancellation)
    {
        var statements = guards.Select(guard => guard.Sql).ToList();
        var script = database.Database.GenerateCreateScript() + string.Concat(statements);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        await database.Database.OpenConnectionAsync(cancellation);
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);

        // EF's own creation is not one transaction: killed half-way it would leave a file that neither starts nor is empty.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var found = await ScalarAsync(database, "SELECT count(*) FROM sqlite_master WHERE name = 'mesh_schema'", cancellation);
        if (found is 0L)
        {
            await database.Database.ExecuteSqlRawAsync(script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), cancellation);
            await database.Database.ExecuteSqlRawAsync("CREATE TABLE mesh_schema (digest TEXT NOT NULL)", cancellation);
            await database.Database.ExecuteSqlAsync($"INSERT INTO mesh_schema (digest) VALUES ({digest})", cancellation);
            await transaction.CommitAsync(cancellation);
            return;
        }

        if (await ScalarAsync(database, "SELECT digest FROM mesh_schema", cancellation) as string != digest)
        {
            throw new SchemaMismatchException();
        }
    }

    private static async Task<object?> ScalarAsync(DbContext database, string sql, CancellationToken cancellation)
    {
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (DbTransaction?)database.Database.CurrentTransaction?.GetInfrastructure();
        return await command.ExecuteScalarAsync(cancellation);
    }

    private static DbTransaction GetInfrastructure(this Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) =>
        Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);

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

/// <summary>Where the participation's database is.</summary>
/// <param name="Path">Path of the SQLite file.</param>
public sealed record StorageFile(string Path);

/// <summary>SQL that belongs to the schema but that the model cannot say, such as a trigger that keeps a table append-only.</summary>
/// <param name="Sql">One or more statements.</param>
public sealed record SchemaGuard(string Sql);

/// <summary>The database file was made by another version of the service.</summary>
public sealed class SchemaMismatchException() : Exception("The data was made by another version; run with --reset to start anew.");
