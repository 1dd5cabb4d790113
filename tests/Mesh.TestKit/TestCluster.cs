using System.Collections.Concurrent;
using Mesh.Hosting.Storage;
using Mesh.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.TestKit;

/// <summary>
/// The PostgreSQL cluster of this test process: started when first wanted, gone with the process. A context's database is migrated once,
/// as an operator would; a test gets a copy of it, and its services connect under the serving role.
/// </summary>
public static class TestCluster
{
    // First whoever is still there: what a host does after its test must not come to the next one.
    private const string Empty = """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        DO $$
        DECLARE written record; has boolean;
        BEGIN
            FOR written IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('mesh_schema', '__EFMigrationsHistory') LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', written.tablename) INTO has;
                IF has THEN EXECUTE format('TRUNCATE public.%I RESTART IDENTITY CASCADE', written.tablename); END IF;
            END LOOP;
        END $$;
        """;

    private static readonly string[] Durable = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"];

    private static readonly Lazy<PrivatePostgres> Running = new(Start);
    private static readonly Lazy<NpgsqlDataSource> Administrator = new(() => PostgresConnections.Open(Cluster("postgres", Running.Value.Administrator)));
    private static readonly ConcurrentDictionary<Type, Lazy<PrivateDatabase>> Templates = new();
    private static readonly ConcurrentDictionary<string, ConcurrentStack<StoragePlace.Postgres>> Emptied = new(StringComparer.Ordinal);

    /// <summary>Whether what is committed is on the disk, as in earnest; a test's database is thrown away. Said before the first database is wanted.</summary>
    public static bool IsDurable { get; set; }

    /// <summary>A database of its own for a test that does what the copies are for: empty, with both its roles.</summary>
    public static Task<PrivateDatabase> NewAsync(string name, CancellationToken cancellation) =>
        Running.Value.EnsureDatabaseAsync(name, cancellation);

    /// <summary>The place of a database, under one of its roles.</summary>
    public static StoragePlace.Postgres As(this PrivateDatabase database, PrivateRole role)
    {
        ArgumentNullException.ThrowIfNull(role);
        return Cluster(database.Name, role);
    }

    /// <summary>A connection of the cluster's superuser, for what a test does to the server itself.</summary>
    public static async Task<NpgsqlConnection> AsAdministratorAsync(string database, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Running.Value.Port};Database={database};Username={Running.Value.Administrator.Name};Pooling=false;"
            + $"Password={await File.ReadAllTextAsync(Running.Value.Administrator.PasswordFile, cancellation)}");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    internal static StoragePlace.Postgres Copy<TContext>(string name)
        where TContext : DbContext
    {
        var template = Templates.GetOrAdd(typeof(TContext), _ => new(Migrated<TContext>)).Value;
        if (Emptied.TryGetValue(template.Serving.Name, out var emptied) && emptied.TryPop(out var left))
        {
            return left;
        }

        // By copying files: four times as fast here as by the log.
        using var command = Administrator.Value.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template.Name} STRATEGY file_copy");
        command.ExecuteNonQuery();
        return Cluster(name, template.Serving);
    }

    /// <summary>Empties a database for the next test, which is a tenth of the work of making one.</summary>
    internal static async Task GiveBackAsync(StoragePlace.Postgres place)
    {
        await using var connection = await AsAdministratorAsync(place.Database, CancellationToken.None);
        await using var command = new NpgsqlCommand(Empty, connection);
        await command.ExecuteNonQueryAsync();
        Emptied.GetOrAdd(place.User, _ => new()).Push(place);
    }

    internal static async Task DropAsync(StoragePlace.Postgres place)
    {
        await using var command = Administrator.Value.CreateCommand($"DROP DATABASE IF EXISTS {place.Database} WITH (FORCE)");
        await command.ExecuteNonQueryAsync();
    }

    // By the convention of Mesh.Servers for the roles of one database.
    internal static StoragePlace.Postgres OwnerOf(StoragePlace.Postgres place)
    {
        var owner = place.User.Replace("_serving", "_owner", StringComparison.Ordinal);
        return place with { User = owner, PasswordFile = place.PasswordFile.Replace(place.User, owner, StringComparison.Ordinal) };
    }

    internal static async Task<NpgsqlConnection> AsOwnerAsync(StoragePlace.Postgres place, CancellationToken cancellation)
    {
        var owner = OwnerOf(place);
        var password = await File.ReadAllTextAsync(owner.PasswordFile, cancellation);
        var connection = new NpgsqlConnection(
            $"Host={owner.Host};Port={owner.Port};Database={owner.Database};Username={owner.User};Password={password};Pooling=false");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Everything the server has on the disk of a database, and its write-ahead log.</summary>
    internal static async Task<IReadOnlyList<string>> FilesAsync(StoragePlace.Postgres place, CancellationToken cancellation)
    {
        await using var connection = await AsAdministratorAsync(place.Database, cancellation);
        await using var command = new NpgsqlCommand(
            "CHECKPOINT; SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()", connection);
        var folder = (string)(await command.ExecuteScalarAsync(cancellation))!;
        return [.. Directory.GetFiles(folder), .. Directory.GetFiles(Path.Combine(folder, "../../pg_wal"))];
    }

    private static PrivateDatabase Migrated<TContext>()
        where TContext : DbContext => Wait(async () =>
    {
        var template = await Running.Value.EnsureDatabaseAsync($"template_{typeof(TContext).Name.ToLowerInvariant()}", CancellationToken.None);
        await Migrator.MigrateAsync<TContext>(template.As(template.Owner), template.Serving.Name, CancellationToken.None);
        return template;
    });

    private static PrivatePostgres Start()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mesh-postgres-{Guid.CreateVersion7():N}");
        // Ends, and its folder goes, with this process.
        return Wait(() => PrivatePostgres.StartAsync(folder, CancellationToken.None, settings: ["track_commit_timestamp=on", .. IsDurable ? Durable : ["max_wal_size=64MB"]], isThrownAway: true));
    }

    private static StoragePlace.Postgres Cluster(string database, PrivateRole role) =>
        new("127.0.0.1", Running.Value.Port, database, role.Name, role.PasswordFile);

    // Registrations of services are not asynchronous; on a thread of its own nothing can wait for itself.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
