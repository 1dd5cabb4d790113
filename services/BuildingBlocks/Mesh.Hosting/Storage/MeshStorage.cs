using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>One participation's database.</summary>
public static class MeshStorage
{
    /// <summary>
    /// Registers the service's context under <see cref="DbContext"/>, by which everybody finds it. Every <see cref="IInterceptor"/> that is
    /// registered sees its statements and saves; one serves all contexts, and finds the scope by <see cref="ContextScopes.Scope"/>.
    /// </summary>
    public static IServiceCollection AddMeshStorage<TContext>(this IServiceCollection services, StoragePlace place)
        where TContext : DbContext
    {
        if (place is StoragePlace.Postgres postgres)
        {
            services.AddSingleton(_ => PostgresConnections.Open(postgres));
        }

        // Contexts are used again: to make one and its services costs more than most questions to the database.
        services.AddDbContextPool<TContext>((provider, options) => (place is StoragePlace.SqliteFile file
            ? SqliteStorage.Use(options, file)
            : options.UseNpgsql().AddInterceptors(new PoolConnections(provider.GetRequiredService<NpgsqlDataSource>())))
            .AddInterceptors(provider.GetServices<IInterceptor>()));
        services.AddSingleton(place);
        services.AddScoped<DbContext>(provider => provider.GetRequiredService<TContext>().UsedIn(provider));
        services.AddScoped<Transactions>();
        services.AddScoped<Writes>();
        services.AddSingleton<ActiveReplica>();
        services.AddHostedService(provider => provider.GetRequiredService<ActiveReplica>());
        return services;
    }

    /// <summary>
    /// Makes sure that the database has the schema of this model. SQLite is created from the model when it is empty; PostgreSQL is only
    /// looked at, since a service must not be able to change what it is held to.
    /// </summary>
    /// <exception cref="StorageNotReadyException">It has another schema, or none, or its owner serves.</exception>
    public static Task PrepareSchemaAsync(this DbContext database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Database.IsNpgsql()
            ? PostgresSchema.CheckAsync(database, cancellation)
            : SqliteSchema.EnsureAsync(database, cancellation);
    }
}
