using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging;

/// <summary>
/// Holds that this process has one dispatcher for a database: two could not keep the order of a lane. Between processes the
/// database itself will have to say so.
/// </summary>
internal sealed class DispatcherClaim : IDisposable
{
    private static readonly ConcurrentDictionary<string, DispatcherClaim> Held = new(StringComparer.Ordinal);

    private readonly string _database;

    private DispatcherClaim(string database) => _database = database;

    /// <summary>Claims the database of the context.</summary>
    /// <exception cref="InvalidOperationException">Another dispatcher of this process has it.</exception>
    public static DispatcherClaim Of(DbContext context)
    {
        var connection = context.Database.GetDbConnection();
        var claim = new DispatcherClaim($"{connection.DataSource}|{connection.Database}");
        return Held.TryAdd(claim._database, claim)
            ? claim
            : throw new InvalidOperationException("This database already has a dispatcher in this process.");
    }

    /// <summary>Gives the database free; a second time does nothing, even when another has claimed it since.</summary>
    public void Dispose() => Held.TryRemove(new KeyValuePair<string, DispatcherClaim>(_database, this));
}
