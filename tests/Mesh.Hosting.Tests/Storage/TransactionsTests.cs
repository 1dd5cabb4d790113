using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Storage;

public sealed class TransactionsTests : IAsyncLifetime
{
    private static readonly string[] BothActs = ["one", "two"];
    private readonly DatabaseFile _file = new();
    private AsyncServiceScope _scope;

    private Transactions Transactions => _scope.ServiceProvider.GetRequiredService<Transactions>();

    private DbContext Database => _scope.ServiceProvider.GetRequiredService<DbContext>();

    public async ValueTask InitializeAsync()
    {
        await _file.EnsureSchemaAsync();
        _scope = _file.Services.CreateAsyncScope();
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task Run_WhenTheActReturns_HasCommittedWhatItAdded()
    {
        var result = await Transactions.RunAsync(
            _ =>
            {
                Database.Add(new Effect { What = "one" });
                return Task.FromResult(5);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(5, result);
        Assert.Equal(["one"], await _file.EffectsAsync());
    }

    [Fact]
    public async Task Run_WhenTheActThrows_RollsBackWhatWasSavedAndForgetsWhatWasNot()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Transactions.RunAsync(
            async cancellation =>
            {
                Database.Add(new Effect { What = "saved" });
                await Database.SaveChangesAsync(cancellation);
                Database.Add(new Effect { What = "added" });
                throw new TimeoutException();
            },
            TestContext.Current.CancellationToken));
        await Transactions.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Empty(await _file.EffectsAsync());
    }

    [Fact]
    public async Task Run_WhenCancelledInTheAct_RollsBack()
    {
        using var patience = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Transactions.RunAsync(
            async _ =>
            {
                Database.Add(new Effect { What = "one" });
                await patience.CancelAsync();
            },
            patience.Token));

        Assert.Empty(await _file.EffectsAsync());
    }

    [Fact]
    public async Task AfterCommit_WhenTheActReturns_IsDoneOnceTheRowsAreThere()
    {
        List<string>? seen = null;
        await Transactions.RunAsync(
            _ =>
            {
                Database.Add(new Effect { What = "one" });
                Transactions.AfterCommit(() => seen = _file.Effects());
                Assert.Null(seen);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(["one"], seen);
    }

    [Fact]
    public async Task AfterCommit_WhenTheActThrows_IsNeverDone()
    {
        var isDone = false;
        await Assert.ThrowsAsync<TimeoutException>(() => Transactions.RunAsync(
            _ =>
            {
                Transactions.AfterCommit(() => isDone = true);
                throw new TimeoutException();
            },
            TestContext.Current.CancellationToken));
        await Transactions.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.False(isDone);
    }

    [Fact]
    public void AfterCommit_WhenNothingRuns_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Transactions.AfterCommit(() => { }));

    [Fact]
    public async Task Run_WhenOneRunsInTheScopeAlready_IsRefused()
    {
        await Transactions.RunAsync(
            async cancellation =>
            {
                Database.Add(new Effect { What = "one" });
                await Assert.ThrowsAsync<InvalidOperationException>(() => Transactions.RunAsync(_ => Task.CompletedTask, cancellation));
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(["one"], await _file.EffectsAsync());
    }

    [Fact]
    public async Task Run_WhenAnotherScopeWrites_WaitsForItsTurn()
    {
        var first = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var one = Transactions.RunAsync(
            async _ =>
            {
                first.SetResult();
                await release.Task;
                Database.Add(new Effect { What = "one" });
            },
            TestContext.Current.CancellationToken);
        await first.Task;

        await using var other = _file.Services.CreateAsyncScope();
        var two = Task.Run(() => other.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            async cancellation =>
            {
                // Had it begun before the other committed, it would not see the row.
                Assert.Equal(1, await other.ServiceProvider.GetRequiredService<DbContext>().Set<Effect>().CountAsync(cancellation));
                other.ServiceProvider.GetRequiredService<DbContext>().Add(new Effect { What = "two" });
            },
            TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        release.SetResult();
        await Task.WhenAll(one, two);

        Assert.Equal(BothActs, await _file.EffectsAsync());
    }
}
