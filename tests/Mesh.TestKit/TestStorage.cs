using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Mesh.Hosting.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mesh.TestKit;

/// <summary>
/// Where a test's database is. By <c>MESH_TEST_DATABASE=postgresql</c> it is a database of this process's own cluster, else a SQLite file;
/// the file's path names the one as well as the other, so that who opens the same path again finds what he left.
/// </summary>
public static class TestStorage
{
    private static readonly ConcurrentDictionary<string, Lazy<StoragePlace.Postgres>> Databases = new(StringComparer.Ordinal);

    // Databases whose schema a test has changed: no other test gets them.
    private static readonly ConcurrentDictionary<StoragePlace, bool> Changed = new();

    /// <summary>Whether this process's tests run on PostgreSQL.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("MESH_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => false,
        "postgresql" => true,
        var other => throw new InvalidOperationException($"MESH_TEST_DATABASE is sqlite or postgresql, not {other}."),
    };

    /// <summary>The place of a path. On PostgreSQL the schema is there; on SQLite whoever opens it first makes it.</summary>
    public static StoragePlace Place<TContext>(string file)
        where TContext : DbContext => IsPostgres
        ? Databases.GetOrAdd(Path.GetFullPath(file), path => new(() => TestCluster.Copy<TContext>(Name(path)))).Value
        : new StoragePlace.SqliteFile(file);

    /// <summary>As <see cref="Place{TContext}"/>, for settings that have no place on a server.</summary>
    public static StoragePlace.Postgres? Server<TContext>(string file)
        where TContext : DbContext => Place<TContext>(file) as StoragePlace.Postgres;

    /// <summary>The values of a statement's one column.</summary>
    public static async Task<List<object>> ColumnAsync(StoragePlace place, string sql, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(place, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var values = new List<object>();
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(reader.GetValue(0));
        }

        return values;
    }

    /// <summary>
    /// Does behind the service's back what it may not do itself: as the owner on PostgreSQL, with the triggers out of the way on SQLite.
    /// </summary>
    public static async Task TamperAsync(
        StoragePlace place, string sql, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using var connection = await OpenAsync(place, cancellation);
        var isOfSchema = sql.Split(' ')[0] is "ALTER" or "CREATE" or "DROP";
        if (isOfSchema)
        {
            Changed[place] = true;
        }

        var guards = place is StoragePlace.SqliteFile && !isOfSchema ? await GuardsAsync(connection, cancellation) : [];
        foreach (var (name, _) in guards)
        {
            await RunAsync(connection, $"DROP TRIGGER {name}", cancellation);
        }

        await RunAsync(connection, sql, cancellation, parameters);
        foreach (var (_, guard) in guards)
        {
            await RunAsync(connection, guard, cancellation);
        }
    }

    /// <summary>What is on the disk of a database, its log included.</summary>
    public static async Task<byte[]> BytesAsync(StoragePlace place, CancellationToken cancellation)
    {
        // Held open, so that the log of what was written last is not folded into the file while it is read.
        await using var held = await OpenAsync(place, cancellation);
        var files = place is StoragePlace.SqliteFile file
            ? Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*")
            : await TestCluster.FilesAsync((StoragePlace.Postgres)place, cancellation);
        using var bytes = new MemoryStream();
        foreach (var path in files)
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(bytes, cancellation);
        }

        return bytes.ToArray();
    }

    /// <summary>Lets go of what is pooled, so that a folder can be deleted; on PostgreSQL another test may have the database.</summary>
    public static async Task CloseAsync(StoragePlace place)
    {
        if (place is StoragePlace.SqliteFile file)
        {
            foreach (var text in (string[])[$"Data Source={file.Path}", new SqliteConnectionStringBuilder { DataSource = file.Path, Cache = SqliteCacheMode.Private }.ToString()])
            {
                await using var connection = new SqliteConnection(text);
                SqliteConnection.ClearPool(connection);
            }
        }
        else
        {
            await (Changed.ContainsKey(place) ? TestCluster.DropAsync((StoragePlace.Postgres)place) : TestCluster.GiveBackAsync((StoragePlace.Postgres)place));
        }
    }

    /// <summary>The place as its owner has it; of a SQLite file, which knows no roles, the same.</summary>
    public static StoragePlace AsOwner(StoragePlace place) => place is StoragePlace.Postgres postgres ? TestCluster.OwnerOf(postgres) : place;

    /// <summary>A connection of the owner.</summary>
    public static async Task<DbConnection> OpenAsync(StoragePlace place, CancellationToken cancellation)
    {
        if (place is StoragePlace.Postgres postgres)
        {
            return await TestCluster.AsOwnerAsync(postgres, cancellation);
        }

        var connection = new SqliteConnection($"Data Source={((StoragePlace.SqliteFile)place).Path}");
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static async Task<List<(string Name, string Sql)>> GuardsAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var guards = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            guards.Add((reader.GetString(0), reader.GetString(1)));
        }

        return guards;
    }

    private static async Task RunAsync(
        DbConnection connection, string sql, CancellationToken cancellation, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Name(string path) => "t_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..24];
}
