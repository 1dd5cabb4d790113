using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>One participation's database.</summary>
public static class MeshStorage
{
    /// <summary>Registers the service's context, also under <see cref="DbContext"/>, by which the building blocks find it.</summary>
    public static IServiceCollection AddMeshStorage<TContext>(this IServiceCollection services, StoragePlace place)
        where TContext : DbContext
    {
        if (place is StoragePlace.Postgres postgres)
        {
            services.AddSingleton(_ => PostgresConnections.Open(postgres));
            // A connection, not the pool itself: EF would build its model once more for each pool, and tests have hundreds.
            services.AddDbContext<TContext>((provider, options) => options.UseNpgsql(
                provider.GetRequiredService<NpgsqlDataSource>().CreateConnection(), contextOwnsConnection: true)
                .AddInterceptors(provider.GetServices<ISaveChangesInterceptor>()));
        }
        else
        {
            services.AddSqlite<TContext>((StoragePlace.SqliteFile)place);
        }

        services.AddSingleton(place);
        services.AddScoped<DbContext>(provider => provider.GetRequiredService<TContext>());
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
