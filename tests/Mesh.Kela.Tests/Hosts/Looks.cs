using System.Diagnostics;
using Mesh.Hosting.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Hears each look at a client that has ended, of any host of the process, so that a test waits for an event and not for a while.</summary>
internal sealed class Looks : IDisposable
{
    private readonly SemaphoreSlim _ended = new(0);
    private readonly ActivityListener _listener;

    public Looks()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MeshTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.OperationName == "look for prolonged assistance")
                {
                    _ended.Release();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Waits until looks have brought about what the test says.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await _ended.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ended.Dispose();
    }
}

/// <summary>Machine time that says when somebody begins to wait for it.</summary>
internal sealed class AwaitedTime(DateTimeOffset now) : FakeTimeProvider(now), IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == TimeSpan.FromMinutes(1))
        {
            _waiting.Release();
        }

        return timer;
    }

    /// <summary>Until somebody waits for a minute to pass.</summary>
    public Task SomebodyWaitsAsync() => _waiting.WaitAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _waiting.Dispose();
}
