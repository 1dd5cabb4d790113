using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure;

/// <summary>What came of one item.</summary>
internal readonly record struct Settled<TResult>(TResult Result);

/// <summary>
/// Where calls meet whose questions are put to the database at once: whoever comes while nothing is asked is served at once, alone; whoever
/// comes meanwhile is in the next batch. Nobody waits for company.
/// </summary>
/// <remarks>
/// A call that is given up leaves the queue if it is not yet on its way; the others are none of its business. Of a batch that fails each is
/// then served alone: nobody fails for another's sake.
/// </remarks>
internal abstract class TogetherQueue<TItem, TResult>(IServiceScopeFactory scopes)
{
    /// <summary>Most items of one batch.</summary>
    internal const int Most = 128;

    private readonly Lock _changing = new();
    private readonly Queue<Place> _waiting = new();
    private bool _isBusy;

    /// <summary>How many wait while others are served.</summary>
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

    /// <summary>Serves many at once.</summary>
    /// <returns>What came of each, in their order; null of one that has to be served alone.</returns>
    protected abstract Task<IReadOnlyList<Settled<TResult>?>> TogetherAsync(IServiceProvider scope, IReadOnlyList<TItem> items);

    /// <summary>Serves one.</summary>
    protected abstract Task<TResult> AloneAsync(IServiceProvider scope, TItem item, CancellationToken cancellation);

    /// <summary>Takes a place, and returns when it is served.</summary>
    protected Task<TResult> ServeAsync(TItem item, CancellationToken cancellation)
    {
        var place = new Place(item, cancellation);
        lock (_changing)
        {
            _waiting.Enqueue(place);
            if (_isBusy)
            {
                return place.Served.WaitAsync(cancellation);
            }

            _isBusy = true;
        }

        // What is done belongs to many calls: nothing of the one that happened to begin it goes along.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(ServeAllAsync, CancellationToken.None);
        }

        return place.Served.WaitAsync(cancellation);
    }

    private async Task ServeAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            await ServeAsync(batch);
        }
    }

    private List<Place> Next()
    {
        lock (_changing)
        {
            var batch = new List<Place>();
            while (batch.Count < Most && _waiting.TryDequeue(out var place))
            {
                if (!place.IsGivenUp)
                {
                    batch.Add(place);
                }
            }

            _isBusy = batch.Count > 0;
            return batch;
        }
    }

    private async Task ServeAsync(List<Place> batch)
    {
        IReadOnlyList<Settled<TResult>?> results;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            results = await TogetherAsync(scope.ServiceProvider, batch.ConvertAll(place => place.Item));
        }
        catch (Exception)
        {
            // Why, each finds out for itself.
            results = [.. batch.Select(_ => (Settled<TResult>?)null)];
        }

        foreach (var (place, result) in batch.Zip(results))
        {
            if (result is { } settled)
            {
                place.Is(settled.Result);
            }
            else
            {
                // Not waited for: it may stand at a lock, and those behind it need not.
                _ = AloneAsync(place);
            }
        }
    }

    private async Task AloneAsync(Place place)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            place.Is(await AloneAsync(scope.ServiceProvider, place.Item, place.Cancellation));
        }
        catch (Exception fault)
        {
            place.Failed(fault);
        }
    }

    private sealed class Place(TItem item, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<TResult> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TItem Item => item;

        public CancellationToken Cancellation => cancellation;

        public bool IsGivenUp => cancellation.IsCancellationRequested;

        public Task<TResult> Served => _served.Task;

        public void Is(TResult result) => _served.SetResult(result);

        public void Failed(Exception fault)
        {
            _served.SetException(fault);

            // Whoever gave up asks no more; the fault is seen.
            _ = _served.Task.Exception;
        }
    }
}
