using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>The lock under which a ledger is sealed.</summary>
public static class LedgerLock
{
    /// <summary>
    /// Waits until nobody else seals, and holds others off until the running transaction ends. On SQLite the transaction itself does: it
    /// began with the database's write lock.
    /// </summary>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public static async Task LockLedgerAsync(this DbContext database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The lock is one of a transaction; none is running.");
        }

        if (database.Database.IsNpgsql())
        {
            await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLocks.LedgerSealing})", cancellation);
        }
    }
}
