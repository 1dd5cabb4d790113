using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Runs an act in one transaction of this participation's database, as if no other ran beside it. On SQLite it begins as
/// <c>BEGIN IMMEDIATE</c>, so two writers queue; on PostgreSQL it is SERIALIZABLE, and an act that met another one is undone and done
/// again: an act reads what it decides on inside, and has no effect but rows and <see cref="AfterCommit"/>. Another participation is
/// never called inside: it might call back and wait for this one. docs/adr/0009 says why.
/// </summary>
public sealed class Transactions(DbContext database)
{
    // The one that gave way goes on at once; several that keep meeting get apart by chance.
    private const int MostAttempts = 25;
    private const int MostAttemptsAtOneKey = 4;
    private const int LongestPauseMilliseconds = 40;

    private readonly List<Action> _afterCommit = [];
    private bool _running;

    /// <summary>Begins, acts, saves, commits, then does what was to follow. When anything throws, nothing is written.</summary>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellation) =>
        RunAsync(act, IsolationLevel.Serializable, cancellation);

    /// <summary>As <see cref="RunAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>, without a result.</summary>
    public Task RunAsync(Func<CancellationToken, Task> act, CancellationToken cancellation) =>
        RunAsync(
            async token =>
            {
                await act(token);
                return true;
            },
            cancellation);

    /// <summary>
    /// As the others, for an act whose every statement is safe beside others by itself: rows that are only added, keys, a lock taken
    /// on the row that decides. It never gives way to an act that merely read nearby.
    /// </summary>
    public Task<T> RunStatementsAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellation) =>
        RunAsync(act, IsolationLevel.ReadCommitted, cancellation);

    /// <summary>Adds what is to happen once the running transaction has committed; it must not throw.</summary>
    public void AfterCommit(Action wake)
    {
        if (!_running)
        {
            throw new InvalidOperationException("Nothing is running whose commit could be waited for.");
        }

        _afterCommit.Add(wake);
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, IsolationLevel isolation, CancellationToken cancellation)
    {
        if (_running)
        {
            throw new InvalidOperationException("A transaction is running in this scope; acts are not nested.");
        }

        if (database.ChangeTracker.HasChanges())
        {
            throw new InvalidOperationException("Changes made outside the act would be lost when it is done again.");
        }

        _running = true;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await OnceAsync(act, isolation, cancellation);
                }
                catch (Exception fault) when (MayBeDoneAgain(fault, attempt) && !cancellation.IsCancellationRequested)
                {
                    await Task.Delay(Random.Shared.Next(Math.Min(attempt * attempt, LongestPauseMilliseconds)), cancellation);
                }
            }
        }
        finally
        {
            _running = false;
        }
    }

    private async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> act, IsolationLevel isolation, CancellationToken cancellation)
    {
        // A row read before the transaction would be handed out again as it was then.
        database.ChangeTracker.Clear();

        // An act that fails is undone whole, so nobody returns to a savepoint; each would be two more questions to the server.
        database.Database.AutoSavepointsEnabled = false;
        try
        {
            T result;
            await using (var transaction = await database.Database.BeginTransactionAsync(isolation, cancellation))
            {
                result = await act(cancellation);
                await database.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            foreach (var wake in _afterCommit)
            {
                wake();
            }

            return result;
        }
        catch
        {
            database.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            _afterCommit.Clear();
        }
    }

    private static bool MayBeDoneAgain(Exception fault, int attempt) =>
        Contention.IsLostRace(fault) && attempt < (Contention.IsSameKey(fault) ? MostAttemptsAtOneKey : MostAttempts);
}
