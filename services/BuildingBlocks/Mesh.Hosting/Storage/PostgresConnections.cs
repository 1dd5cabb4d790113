using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>Connections to a participation's database on PostgreSQL.</summary>
public static class PostgresConnections
{
    // Statements of a session that the server has parsed and planned already: a host says the same few hundred again and again.
    private const int Prepared = 200;

    /// <summary>
    /// A pool of connections. Nothing is set in a session, so nothing is reset when it is given back, which would be six statements. A statement waits 10 s for a lock, as on SQLite; a session that sleeps in a transaction is ended by the server, since it would keep its locks.
    /// </summary>
    public static NpgsqlDataSource Open(StoragePlace.Postgres place, bool isPooled = true)
    {
        ArgumentNullException.ThrowIfNull(place);
        var source = new NpgsqlDataSourceBuilder
        {
            ConnectionStringBuilder =
            {
                Host = place.Host,
                Port = place.Port,
                Database = place.Database,
                Username = place.User,
                ApplicationName = "mesh",
                SearchPath = "public",
                Timeout = 10,
                MaxPoolSize = 50,
                MaxAutoPrepare = Prepared,
                NoResetOnClose = true,
                Pooling = isPooled,
                SslMode = place.RootCertificate is null ? SslMode.Prefer : SslMode.VerifyFull,
                RootCertificate = place.RootCertificate,
                // Nobody has Kerberos here; asked for first, as by default, each connection would look for a library that the image does not have.
                GssEncryptionMode = GssEncryptionMode.Disable,
                Options = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
            },
        };
        source.UsePasswordProvider(
            _ => File.ReadAllText(place.PasswordFile).Trim(),
            async (_, cancellation) => (await File.ReadAllTextAsync(place.PasswordFile, cancellation)).Trim());
        return source.Build();
    }

    /// <summary>A context on a connection, outside any host: for migrations and whoever makes them.</summary>
    internal static TContext Context<TContext>(NpgsqlConnection connection)
        where TContext : DbContext =>
        (TContext)Activator.CreateInstance(typeof(TContext), new DbContextOptionsBuilder<TContext>().UseNpgsql(connection).Options)!;
}
