using Mesh.Hosting.AtRest;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Disclosure.Tests;

/// <summary>A key writes only once every live replica can read it.</summary>
public sealed class ReplicaTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhenAReplicaDoesNotGetTheKey_SaysWhichAndLeavesTheFormerWritingUntilItIsRunAgain()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var (replica, before) = (Guid.CreateVersion7(), AtRestKeySet.Read(keyed.Holder.KeysFile));
        await ReportAsync(keyed, replica, before);

        var behind = await Assert.ThrowsAsync<ReplicasBehindException>(() => WhileTimeGoesAsync(
            keyed.RotateAsync(time: _time), () => ReportAsync(keyed, replica, before)));

        Assert.Equal([replica], behind.Replicas);
        Assert.Contains("k2", behind.Message, StringComparison.Ordinal);
        Assert.Equal("k1", AtRestKeys.Load(keyed.Holder.KeysFile).Current.Kid);

        var result = await WhileTimeGoesAsync(
            keyed.RotateAsync(time: _time), () => ReportAsync(keyed, replica, AtRestKeySet.Read(keyed.Holder.KeysFile)));
        Assert.Equal(("k2", true), (result.Kid, result.Added));
    }

    [Fact]
    public async Task Rotate_WhenAReplicaReadsButDoesNotWriteWithTheKey_EncryptsNothingAnewYet()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        var replica = Guid.CreateVersion7();
        await ReportAsync(keyed, replica, AtRestKeySet.Read(keyed.Holder.KeysFile));

        await Assert.ThrowsAsync<ReplicasBehindException>(() => WhileTimeGoesAsync(
            keyed.RotateAsync(time: _time),
            () => ReportAsync(keyed, replica, AtRestKeySet.Read(keyed.Holder.KeysFile) is var set && set.Current.Kid == "k1" ? set : new("k1", [.. set.All.Select(Unreplaced)], []))));

        Assert.Equal(["k1"], await keyed.KidsAsync("subject", "code"));
        Assert.Equal("k2", AtRestKeys.Load(keyed.Holder.KeysFile).Current.Kid);
    }

    [Fact]
    public async Task Rotate_WhenAReplicaSaysNothingAnyMore_GoesOnWithoutIt()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await ReportAsync(keyed, Guid.CreateVersion7(), AtRestKeySet.Read(keyed.Holder.KeysFile));
        var begun = _time.GetUtcNow();

        var result = await WhileTimeGoesAsync(keyed.RotateAsync(time: _time, patience: TimeSpan.FromHours(1)), () => Task.CompletedTask);

        Assert.Equal("k2", result.Kid);
        Assert.InRange(_time.GetUtcNow() - begun, 3 * AtRestKeyReport.Interval, 10 * AtRestKeyReport.Interval);
    }

    [Fact]
    public async Task Report_WhenTheFileChanges_IsGivenAtOnceAndTakenBackAtTheEnd()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        using var keys = AtRestKeys.Open(keyed.Holder.KeysFile, TimeProvider.System);
        using var report = keyed.NewReport(keys);
        await report.StartingAsync(Cancellation);
        await report.StartAsync(Cancellation);
        Assert.Equal([keys.Current.Name], await ReadsAsync(keyed));

        var next = AtRestKeySet.Read(keyed.Holder.KeysFile).WithNext();
        next.Write(keyed.Holder.KeysFile, replace: true);

        await Eventually.TrueAsync(async () => (await ReadsAsync(keyed))[0].Split(' ').Contains(next.Next!.Name));
        await report.StopAsync(Cancellation);
        await report.StoppedAsync(Cancellation);
        Assert.Empty(await ReadsAsync(keyed));
    }

    [Fact]
    public async Task Start_WhenTheFileIsAnotherDatabasesOrOlder_IsRefused()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var older = File.ReadAllBytes(keyed.Holder.KeysFile);
        await keyed.ReportAsync();
        await keyed.RotateAsync();
        var newer = File.ReadAllBytes(keyed.Holder.KeysFile);

        File.WriteAllBytes(keyed.Holder.KeysFile, older);
        var refusal = await Assert.ThrowsAsync<KeyFileException>(() => StartAsync(keyed));
        Assert.Contains("lacks k2,", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<KeyFileException>(() => keyed.RotateAsync());

        File.Delete(keyed.Holder.KeysFile);
        AtRestKeys.Create(keyed.Holder.KeysFile);
        refusal = await Assert.ThrowsAsync<KeyFileException>(() => StartAsync(keyed));
        Assert.Contains("lacks k1, k2,", refusal.Message, StringComparison.Ordinal);

        File.WriteAllBytes(keyed.Holder.KeysFile, newer);
        await StartAsync(keyed);
    }

    [Fact]
    public async Task Rotate_WhenSomebodyElseRotates_IsRefused()
    {
        await using var keyed = await KeyedHolder.OpenAsync();

        await Assert.ThrowsAsync<KeyFileException>(() => keyed.RotateAsync(_ => keyed.RotateAsync().GetAwaiter().GetResult()));
    }

    private static async Task StartAsync(KeyedHolder keyed)
    {
        using var keys = AtRestKeys.Open(keyed.Holder.KeysFile, TimeProvider.System);
        using var report = keyed.NewReport(keys);
        try
        {
            await report.StartingAsync(Cancellation);
        }
        finally
        {
            await report.StoppedAsync(Cancellation);
        }
    }

    // Time passes a second at a time, and a replica says every half minute what it has.
    private async Task<T> WhileTimeGoesAsync<T>(Task<T> work, Func<Task> say)
    {
        for (var second = 0; !work.IsCompleted; second++)
        {
            if (second % 30 == 0)
            {
                await say();
            }

            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(work, Task.Delay(5, Cancellation));
        }

        return await work;
    }

    private Task<bool> ReportAsync(KeyedHolder keyed, Guid replica, AtRestKeySet keys) => keyed.InAsync(async services =>
    {
        await new AtRestKeyBook(services.Get<DbContext>(), _time).ReportAsync(replica, keys, Cancellation);
        return true;
    });

    private static async Task<List<string>> ReadsAsync(KeyedHolder keyed) =>
        [.. (await TestStorage.ColumnAsync(keyed.Holder.Place, "SELECT reads FROM at_rest_replica", Cancellation)).Cast<string>()];

    private static AtRestKey Unreplaced(AtRestKey key) => new(key.Kid, key.Aes, key.Hmac);
}
