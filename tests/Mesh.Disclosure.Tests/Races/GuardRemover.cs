using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.Disclosure.Tests;

/// <summary>Takes a part out of the ledger's statement on its way to the database, to show that the race would be lost without it.</summary>
public sealed class GuardRemover(params string[] guards) : DbCommandInterceptor
{
    private int _removed;

    public int Removed => _removed;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Remove(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Remove(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Remove(DbCommand command)
    {
        foreach (var guard in guards.Where(guard => command.CommandText.Contains(guard, StringComparison.Ordinal)))
        {
            command.CommandText = command.CommandText.Replace(guard, "", StringComparison.Ordinal);
            Interlocked.Increment(ref _removed);
        }
    }
}
