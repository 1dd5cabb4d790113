using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Runs an act in one transaction of this participation's database. On SQLite it begins as <c>BEGIN IMMEDIATE</c>, so two writers
/// queue instead of failing at commit. Another participation is never called inside: it might call back and wait for this one.
/// </summary>
public sealed class Transactions(DbContext database)
{
    private readonly List<Action> _afterCommit = [];
    private bool _running;

    /// <summary>Begins, acts, saves, commits, then does what was to follow. When anything throws, nothing is written.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellation)
    {
        if (_running)
        {
            throw new InvalidOperationException("A transaction is running in this scope; acts are not nested.");
        }

        _running = true;
        try
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
            var result = await act(cancellation);
            await database.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
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
            _running = false;
        }
    }

    /// <summary>As <see cref="RunAsync{T}"/>, without a result.</summary>
    public Task RunAsync(Func<CancellationToken, Task> act, CancellationToken cancellation) =>
        RunAsync(
            async token =>
            {
                await act(token);
                return true;
            },
            cancellation);

    /// <summary>Adds what is to happen once the running transaction has committed; it must not throw.</summary>
    public void AfterCommit(Action wake)
    {
        if (!_running)
        {
            throw new InvalidOperationException("Nothing is running whose commit could be waited for.");
        }

        _afterCommit.Add(wake);
    }
}
