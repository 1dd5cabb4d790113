namespace Mesh.Disclosure.Tests;

/// <summary>A hold that is placed while the owner erases: what is acknowledged is not going at the same moment.</summary>
public sealed class HoldRaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_WhenABatchIsBeingErased_WaitsForItsEnd()
    {
        await using var holder = await RetentionTests.SealedAsync();
        holder.MoveBeyond(1);
        var entry = (await holder.LedgerAsync())[0].EntryId;

        // The clock is asked for the run, for its kind, and for each batch, once its holds were looked for and before anything is erased.
        using var time = new StoppedTime(holder.Time, 3);
        var run = Task.Run(() => holder.RetainAsync(time: time), Cancellation);
        await time.Stopped;
        var hold = Task.Run(() => holder.HoldAsync(entry), Cancellation);
        await Task.WhenAny(hold, Task.Delay(TimeSpan.FromSeconds(2), Cancellation));
        Assert.False(hold.IsCompleted);

        time.GoOn();
        Assert.Equal("Disclosures 3 0 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await run));
        Assert.True(await hold);
    }

    /// <summary>A clock that, asked for the given time, makes whoever asks wait.</summary>
    private sealed class StoppedTime(TimeProvider time, int at) : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _goesOn = new();
        private int _asked;

        public Task Stopped => _stopped.Task;

        public void GoOn() => _goesOn.Set();

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref _asked) == at)
            {
                _stopped.SetResult();
                _goesOn.Wait(TimeSpan.FromMinutes(1));
            }

            return time.GetUtcNow();
        }

        public void Dispose() => _goesOn.Dispose();
    }
}
