using Mesh.Hosting.Health;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

/// <summary>The daily audit: in slices, from where it was, and everything found told once.</summary>
public sealed class AuditRoundsTests
{
    private const int Page = 500;

    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoOn_WhenASliceIsDone_GoesOnAfterItAndLooksAtTheBeginningAgainTheNextDay()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        using var measurements = new MeasurementCollector();
        var entries = await holder.WriteAsync(holder.Time.GetUtcNow(), [.. Enumerable.Range(0, Page + 20).Select(_ => Guid.CreateVersion7())]);
        await holder.SealAsync();
        Assert.Equal((false, "not audited yet"), await PromiseAsync(holder));

        Assert.True(await GoOnAsync(holder, 1));
        Assert.Equal((Page, Page + 20, 0, false), await RoundAsync(holder));
        Assert.True((await PromiseAsync(holder)).Kept);

        // One that was looked at already is found by the next round, one that was not by this.
        await EditAsync(holder, entries[3].EntryId);
        await EditAsync(holder, entries[Page + 3].EntryId);
        Assert.False(await GoOnAsync(holder, 1));
        Assert.Equal((Page + 20, Page + 20, 1, true), await RoundAsync(holder));
        var alarm = Assert.Single(await AlarmsAsync(holder));
        Assert.Equal((People.Municipality.ToString(), LedgerAlarmKind.Audit), (alarm.Ledger, alarm.Kind));
        Assert.StartsWith($"ENTRY_CHANGED: Leaf {Page + 3}, entry {entries[Page + 3].EntryId}", alarm.ShownNote, StringComparison.Ordinal);
        Assert.NotNull(SignedCheckpoint.TryVerify(SignedNote.TryRead(alarm.SeenNote!), People.Municipality, new TestLedgerKeys()));
        Assert.False((await PromiseAsync(holder)).Kept);
        Assert.Equal("last audited 0 s ago, 1 faults", (await PromiseAsync(holder)).Detail);

        holder.Time.Advance(AuditRounds.Interval);
        Assert.False(await GoOnAsync(holder, 2));
        Assert.Equal((Page + 20, Page + 20, 2, true), await RoundAsync(holder));
        Assert.Contains($"Leaf 3, entry {entries[3].EntryId}", (await AlarmsAsync(holder))[^1].ShownNote, StringComparison.Ordinal);
        Assert.Equal(2, measurements.Of("mesh.ledger.alarms").Count(one => one["mesh.participant"] == People.Municipality.ToString() && one["mesh.reason"] == "AUDIT"));
    }

    [Fact]
    public async Task GoOn_WhenTheTreeWasEditedBetweenSlices_SaysSo()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(holder.Time.GetUtcNow(), [.. Enumerable.Range(0, Page + 20).Select(_ => Guid.CreateVersion7())]);
        await holder.SealAsync();
        Assert.True(await GoOnAsync(holder, 1));

        var edge = LedgerNodeRow.KeyOf(MerkleTree.EdgeOf(Page).First(node => node.Level > 0));
        await TestStorage.TamperAsync(holder.Place, $"UPDATE ledger_node SET hash = @hash WHERE node = {edge}", Cancellation, ("@hash", new byte[32]));
        Assert.False(await GoOnAsync(holder, 1));
        Assert.Contains("CHECKPOINT", Assert.Single(await AlarmsAsync(holder)).ShownNote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    public async Task GoOn_WhenADayIsNearlyOver_BeginsTheNextRoundFromADayOn(int seconds, int rounds)
    {
        await using var holder = await RetentionTests.SealedAsync();
        var start = holder.Time.GetUtcNow();
        Assert.False(await GoOnAsync(holder, 1));
        var began = (await RoundsAsync(holder))[0].StartedAt;

        // The machine's time runs on while this is set.
        holder.Time.Advance(began + AuditRounds.Interval - holder.Time.GetUtcNow() + (seconds * TimeSpan.FromSeconds(30)));
        Assert.False(await GoOnAsync(holder, 1));
        Assert.Equal(rounds, (await RoundsAsync(holder)).Count);
        Assert.True(holder.Time.GetUtcNow() > start);
    }

    [Fact]
    public async Task GoOn_WhenTheSameIsFoundEachDay_RaisesOneAlarmAndIsKeptAgainOnceItIsMended()
    {
        await using var holder = await RetentionTests.SealedAsync(Aino, Eetu);
        var entry = (await holder.LedgerAsync())[0];
        await EditAsync(holder, entry.EntryId);
        for (var day = 0; day < 3; day++)
        {
            Assert.False(await GoOnAsync(holder, 1));
            holder.Time.Advance(AuditRounds.Interval);
            await holder.WriteAsync(holder.Time.GetUtcNow(), Eetu);
            await holder.SealAsync();
        }

        Assert.Single(await AlarmsAsync(holder));
        Assert.False((await PromiseAsync(holder)).Kept);

        await TestStorage.TamperAsync(holder.Place, $"UPDATE disclosure_ledger SET requester = '{entry.Requester}' WHERE entry_id = '{entry.EntryId}'", Cancellation);
        Assert.False(await GoOnAsync(holder, 1));
        Assert.True((await PromiseAsync(holder)).Kept);

        // Not audited for two days is a promise broken, too.
        holder.Time.Advance((2 * AuditRounds.Interval) - TimeSpan.FromMinutes(1));
        Assert.True((await PromiseAsync(holder)).Kept);
        holder.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.False((await PromiseAsync(holder)).Kept);
    }

    // More than the 1000 faults at which a round once ended as if it were done.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GoOn_WhenMuchWasFoundBefore_LooksAtEveryLeafAndShowsWhatIsWrongFirst(bool isOnlyLate)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var at = holder.Time.GetUtcNow() - (isOnlyLate ? LedgerVerification.LongestSealing + TimeSpan.FromMinutes(1) : TimeSpan.Zero);
        var entries = await holder.WriteAsync(at, [.. Enumerable.Range(0, (2 * Page) + 1).Select(_ => Guid.CreateVersion7())]);
        await holder.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(Cancellation));
        await (isOnlyLate ? EditAsync(holder, entries[^1].EntryId) : TestStorage.TamperAsync(holder.Place, "UPDATE disclosure_ledger SET requester = ''", Cancellation));

        Assert.True(await GoOnAsync(holder, 2));
        Assert.False(await GoOnAsync(holder, 2));
        Assert.Equal(((2 * Page) + 1, (2 * Page) + 1, isOnlyLate ? 1 : (2 * Page) + 1, true), await RoundAsync(holder));
        Assert.False((await PromiseAsync(holder)).Kept);
        Assert.StartsWith("ENTRY_CHANGED", (await AlarmsAsync(holder))[^1].ShownNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoOn_WhenTheNewFaultIsBeyondWhatIsKept_RaisesAnotherAlarm()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var entries = await holder.WriteAsync(holder.Time.GetUtcNow(), [.. Enumerable.Range(0, 2 * Page).Select(_ => Guid.CreateVersion7())]);
        await holder.SealAsync();
        await TestStorage.TamperAsync(holder.Place, $"UPDATE disclosure_ledger SET requester = '' WHERE entry_id <> '{entries[^1].EntryId}'", Cancellation);
        Assert.False(await GoOnAsync(holder, 2));

        await EditAsync(holder, entries[^1].EntryId);
        holder.Time.Advance(AuditRounds.Interval);
        Assert.False(await GoOnAsync(holder, 2));
        var alarms = await AlarmsAsync(holder);
        Assert.Equal(2, alarms.Count);
        Assert.Equal(alarms[0].ShownNote, alarms[1].ShownNote);
        Assert.Equal(SignedNote.MostBytes, alarms[1].ShownNote!.Length);
    }

    [Fact]
    public async Task Service_WhenThisReplicaBecomesTheActiveOne_SealsWhatWasLeftAndAudits()
    {
        var saved = new RoundSaved();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, saved);
        await holder.WriteAsync(holder.Time.GetUtcNow().AddHours(-3), Aino);
        await using var scope = holder.Scope();
        var replica = scope.ServiceProvider.Get<ActiveReplica>();
        using var service = ActivatorUtilities.CreateInstance<AuditService>(scope.ServiceProvider);

        await service.StartAsync(Cancellation);
        await replica.StartAsync(Cancellation);
        Assert.Equal(1, await saved.Size.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await service.StopAsync(Cancellation);
        await replica.StopAsync(Cancellation);

        // Late it was; that is told, and breaks no promise for ever.
        Assert.True((await PromiseAsync(holder)).Kept);
        Assert.StartsWith("SEALED_LATE", Assert.Single(await AlarmsAsync(holder)).ShownNote, StringComparison.Ordinal);
    }

    private static Task<bool> GoOnAsync(TestHolder holder, int pages) => holder.InAsync(services => services.Get<AuditRounds>().GoOnAsync(pages, Cancellation));

    private static Task<List<LedgerAuditRow>> RoundsAsync(TestHolder holder) => holder.RowsAsync<LedgerAuditRow>(row => row.AuditId);

    private static async Task<(long Audited, long Newest, int Faults, bool IsDone)> RoundAsync(TestHolder holder) =>
        (await RoundsAsync(holder))[^1] is var round ? (round.Audited, round.Newest, round.Faults, round.FinishedAt is not null) : default;

    private static Task<List<LedgerAlarmRow>> AlarmsAsync(TestHolder holder) => holder.RowsAsync<LedgerAlarmRow>(row => row.AlarmId);

    private static async Task<(bool Kept, string Detail)> PromiseAsync(TestHolder holder)
    {
        var promise = await holder.InAsync(services => ((IPromiseCheck)ActivatorUtilities.CreateInstance<LedgerAuditedPromise>(services)).CheckAsync(Cancellation));
        return (promise.Kept, promise.Detail);
    }

    private static Task EditAsync(TestHolder holder, Guid entryId) => TestStorage.TamperAsync(
        holder.Place, $"UPDATE disclosure_ledger SET requester = '{People.OtherRegion}' WHERE entry_id = '{entryId}'", Cancellation);

    private sealed class RoundSaved : SaveChangesInterceptor
    {
        private readonly TaskCompletionSource<long> _size = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<long> Size => _size.Task;

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context?.ChangeTracker.Entries<LedgerAuditRow>().FirstOrDefault() is { Entity.FinishedAt: not null } round)
            {
                _size.TrySetResult(round.Entity.Audited);
            }

            return base.SavedChangesAsync(eventData, result, cancellationToken);
        }
    }
}
