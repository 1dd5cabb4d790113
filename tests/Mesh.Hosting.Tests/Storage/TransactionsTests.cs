using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Storage;

public sealed class TransactionsTests : IAsyncLifetime
{
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
    public async Task Run_WhenTenDecideOnTheSameRowsAtOnce_IsAsIfOneCameAfterTheOther()
    {
        // Each adds the one it finds missing: two that did not see each other would add the same.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            await using var scope = _file.Services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<DbContext>();
            await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
                async cancellation => database.Add(new Effect { What = $"{await database.Set<Effect>().CountAsync(cancellation)}" }),
                TestContext.Current.CancellationToken);
        })));

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}"), (await _file.EffectsAsync()).Order());
    }

    [Fact]
    public async Task Run_WhenARowWasReadBefore_SeesItAsItIsInside()
    {
        await _file.AddAsync("one");
        var before = await Database.Set<Effect>().SingleAsync(TestContext.Current.CancellationToken);
        await TestStorage.TamperAsync(_file.Place, "UPDATE effect SET what = 'two'", TestContext.Current.CancellationToken);

        var inside = await Transactions.RunAsync(token => Database.Set<Effect>().SingleAsync(token), TestContext.Current.CancellationToken);

        Assert.Equal(("one", "two"), (before.What, inside.What));
    }

    [Fact]
    public async Task Run_WhenSomethingWasAddedBefore_IsRefused()
    {
        Database.Add(new Effect { What = "one" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Transactions.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_WhenTheSameKeyIsWrittenTwiceInOneAct_FailsInsteadOfTryingForEver()
    {
        await _file.AddAsync("one");

        await Assert.ThrowsAsync<DbUpdateException>(() => Transactions.RunAsync(
            _ =>
            {
                var again = new Effect { What = "two" };
                Database.Entry(again).Property(effect => effect.Id).CurrentValue = 1;
                Database.Add(again);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken));
    }
}
