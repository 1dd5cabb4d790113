using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure;

/// <summary>
/// Where attempts come together whose rows are committed at once: whoever comes while nothing is being written is written at once, alone;
/// whoever comes meanwhile is in the next batch. Nobody waits for company. The one way into the ledger.
/// </summary>
/// <remarks>
/// A call that is given up leaves the queue if its rows are not yet on their way; others' rows are none of its business. A batch that fails
/// has written nothing, and each of it is then written alone: nobody fails for another's row.
/// </remarks>
internal sealed class LedgerQueue(IServiceScopeFactory scopes)
{
    /// <summary>Most attempts of one transaction.</summary>
    internal const int Most = 128;

    private readonly Lock _changing = new();
    private readonly Queue<Attempt> _waiting = new();
    private bool _isWriting;

    /// <summary>How many wait while others are written.</summary>
    internal int Waiting
    {
        get
        {
            lock (_changing)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Writes an attempt's rows and returns when they are committed, or will not be.</summary>
    public Task<AttemptFate> WriteAsync(AttemptRows rows, CancellationToken cancellation)
    {
        var attempt = new Attempt(rows, cancellation);
        lock (_changing)
        {
            _waiting.Enqueue(attempt);
            if (_isWriting)
            {
                return attempt.Fate.WaitAsync(cancellation);
            }

            _isWriting = true;
        }

        // What is written belongs to many calls: nothing of the one that happened to begin it goes along.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(WriteAllAsync, CancellationToken.None);
        }

        return attempt.Fate.WaitAsync(cancellation);
    }

    private async Task WriteAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await WriteAsync(batch);
        }
    }

    private List<Attempt> Next()
    {
        lock (_changing)
        {
            var batch = new List<Attempt>();
            while (batch.Count < Most && _waiting.TryDequeue(out var attempt))
            {
                if (!attempt.IsGivenUp)
                {
                    batch.Add(attempt);
                }
            }

            _isWriting = batch.Count > 0;
            return batch;
        }
    }

    private async Task WriteAsync(List<Attempt> batch)
    {
        IReadOnlyList<AttemptFate?> fates;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            fates = await scope.ServiceProvider.GetRequiredService<LedgerBatch>().WriteAsync([.. batch.Select(attempt => attempt.Rows)], CancellationToken.None);
        }
        catch (Exception)
        {
            // Why, each finds out for itself.
            fates = [.. batch.Select(_ => (AttemptFate?)null)];
        }

        foreach (var (attempt, fate) in batch.Zip(fates))
        {
            if (fate is { } known)
            {
                attempt.Is(known);
            }
            else
            {
                // Not waited for: it may stand at a lock, and those behind it need not.
                _ = AloneAsync(attempt);
            }
        }
    }

    private async Task AloneAsync(Attempt attempt)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            attempt.Is(await scope.ServiceProvider.GetRequiredService<LedgerWriter>().WriteAsync(attempt.Rows, attempt.Cancellation));
        }
        catch (Exception fault)
        {
            attempt.Failed(fault);
        }
    }

    private sealed class Attempt(AttemptRows rows, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<AttemptFate> _fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AttemptRows Rows => rows;

        public CancellationToken Cancellation => cancellation;

        public bool IsGivenUp => cancellation.IsCancellationRequested;

        public Task<AttemptFate> Fate => _fate.Task;

        public void Is(AttemptFate fate) => _fate.SetResult(fate);

        public void Failed(Exception fault)
        {
            _fate.SetException(fault);

            // Whoever gave up asks no more; the fault is seen.
            _ = _fate.Task.Exception;
        }
    }
}
