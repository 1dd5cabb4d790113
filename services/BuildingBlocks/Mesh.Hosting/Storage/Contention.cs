using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>What a database says when others were there at the same time, or when it is away for a moment.</summary>
public static class Contention
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>Whether the database was busy or away: the same later may do, and nothing is wrong with what was asked.</summary>
    public static bool IsPassing(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return Causes(fault).Any(cause => cause switch
        {
            SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
            PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => true,
            DbException { IsTransient: true } => true,
            _ => false,
        });
    }

    /// <summary>
    /// Whether the act lost to another transaction, and was undone whole: done again it sees what the other did. A row that is there
    /// already counts: the other may have written it after this one looked.
    /// </summary>
    internal static bool IsLostRace(Exception fault) => Causes(fault).Any(cause => cause
        is PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        }
        or DbUpdateConcurrencyException);

    /// <summary>Of lost races the one that may be no race at all: the same key twice in one act is refused every time.</summary>
    internal static bool IsSameKey(Exception fault) =>
        Causes(fault).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or DbUpdateConcurrencyException);

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
