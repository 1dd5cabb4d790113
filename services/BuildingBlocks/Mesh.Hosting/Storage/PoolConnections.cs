using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Gives contexts their connections, of a host's own pool. Were the pool an option of the contexts, EF would build its services and its
/// model once more for each pool, and tests have hundreds.
/// </summary>
internal sealed class PoolConnections(NpgsqlDataSource pool) : DbConnectionInterceptor
{
    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(pool.CreateConnection());
}
