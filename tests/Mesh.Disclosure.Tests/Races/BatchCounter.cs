using System.Data.Common;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Mesh.Disclosure.Tests;

/// <summary>Counts in how many commits how many attempts came to the ledger; and does what a test wants before the first statement of each.</summary>
public sealed class BatchCounter : DbCommandInterceptor
{
    private const string First = "UPDATE subject_sighting";

    private int _batches;
    private int _rows;
    private DbTransaction? _running;

    public int Batches => _batches;

    public int Rows => _rows;

    /// <summary>Run before a batch is written; the number of the batch, from 1.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        // PostgreSQL: one command is one commit, its rows are in arrays.
        if (command.CommandText.StartsWith(First, StringComparison.Ordinal))
        {
            Interlocked.Add(ref _rows, ((Array)((NpgsqlParameter)command.Parameters["seen_at"]).Value!).Length);
            await Before(Interlocked.Increment(ref _batches));
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        // SQLite: a transaction is one commit, a statement is of one attempt.
        if (!TestStorage.IsPostgres && command.CommandText.StartsWith(First, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _rows);
            if (Interlocked.Exchange(ref _running, command.Transaction) != command.Transaction)
            {
                await Before(Interlocked.Increment(ref _batches));
            }
        }

        return result;
    }
}
