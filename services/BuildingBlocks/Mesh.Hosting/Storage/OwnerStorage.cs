using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// A participation's database as its owner has it, outside any host: for what no service may do. On SQLite whoever may write the file.
/// </summary>
public sealed class OwnerStorage : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> _owned;

    private OwnerStorage(DbContext database, params IReadOnlyList<IAsyncDisposable> owned) => (Database, _owned) = (database, owned);

    /// <summary>The database.</summary>
    public DbContext Database { get; }

    /// <summary>Opens it; it must have this version's schema.</summary>
    /// <typeparam name="TContext">The service's context.</typeparam>
    /// <param name="place">Where it is; on PostgreSQL under the owner's role.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNotReadyException">It is not there, has another schema, or the role is not its owner.</exception>
    public static async Task<OwnerStorage> OpenAsync<TContext>(StoragePlace place, CancellationToken cancellation)
        where TContext : DbContext
    {
        var storage = place switch
        {
            StoragePlace.SqliteFile file => OfFile<TContext>(file),
            StoragePlace.Postgres server => await OfServerAsync<TContext>(server, cancellation),
            _ => throw new InvalidOperationException("There is no third kind of place."),
        };
        try
        {
            await storage.CheckAsync(cancellation);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the database, works, and closes it.</summary>
    /// <exception cref="StorageNotReadyException">As of opening it.</exception>
    public static async Task<T> RunAsync<TContext, T>(StoragePlace place, Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellation)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var storage = await OpenAsync<TContext>(place, cancellation);
        return await work(storage.Database, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }
    }

    private static OwnerStorage OfFile<TContext>(StoragePlace.SqliteFile file)
        where TContext : DbContext
    {
        if (!File.Exists(file.Path))
        {
            throw new StorageNotReadyException($"There is no {file.Path}.");
        }

        var options = new DbContextOptionsBuilder<TContext>();
        SqliteStorage.Use(options, file);
        return new OwnerStorage((TContext)Activator.CreateInstance(typeof(TContext), options.Options)!);
    }

    private static async Task<OwnerStorage> OfServerAsync<TContext>(StoragePlace.Postgres server, CancellationToken cancellation)
        where TContext : DbContext
    {
        var source = PostgresConnections.Open(server, isPooled: false);
        try
        {
            var connection = await source.OpenConnectionAsync(cancellation);
            return new OwnerStorage(PostgresConnections.Context<TContext>(connection), connection, source);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    private Task CheckAsync(CancellationToken cancellation) => Database.Database.IsNpgsql()
        ? PostgresSchema.CheckOwnerAsync(Database, cancellation)
        : SqliteSchema.EnsureAsync(Database, cancellation);
}
