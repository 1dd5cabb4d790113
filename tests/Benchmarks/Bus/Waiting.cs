using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mesh.Benchmarks.Bus;

/// <summary>Who waits for what to arrive, by its id.</summary>
internal sealed class Waiting
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Gives the moment of arrival.</summary>
    public Task<long> For(string id) => _waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>It has arrived; a second time changes nothing.</summary>
    public void Arrived(string id)
    {
        if (_waiting.TryRemove(id, out var one))
        {
            one.TrySetResult(Stopwatch.GetTimestamp());
        }
    }
}
