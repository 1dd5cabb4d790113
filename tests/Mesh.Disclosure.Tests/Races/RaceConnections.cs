using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Connections for a race: they wait for the write lock in SQLite itself, where waiting is short, and do not flush each commit to the
/// disk, which would only slow the race down; order, not durability, is raced.
/// </summary>
public sealed class RaceConnections : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (connection is not SqliteConnection)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF;";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
