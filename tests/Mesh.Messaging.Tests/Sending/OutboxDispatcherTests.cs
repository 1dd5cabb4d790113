using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Sending;

public sealed class OutboxDispatcherTests
{
    [Fact]
    public async Task Dispatch_WhenActHasCommitted_IsHandledOnceByEachHandler()
    {
        await using var town = await Town.StartAsync();
        var id = await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);

        await town.TeOffice.DispatchAsync();
        await town.TeOffice.DispatchAsync();

        var effects = await town.Region.RowsAsync<Effect>();
        Assert.Equal(["first", "second"], effects.Select(effect => effect.What).Order());
        Assert.All(effects, effect => Assert.Equal(id, effect.NoticeId));
        Assert.NotNull(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);
    }

    [Fact]
    public async Task Dispatch_WhenManyInOneMillisecond_KeepsTheOrderOfWriting()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.ActAsync((outbox, _) =>
        {
            for (var version = 1; version <= 120; version++)
            {
                outbox.Add(Town.Signed(version), Participants.Region, "F07 PlanSigned");
            }

            return Task.FromResult(true);
        });

        await town.TeOffice.DispatchAsync();

        var versions = (await town.Region.RowsAsync<Effect>()).Where(effect => effect.What == "first").OrderBy(effect => effect.Id).Select(effect => effect.CaseVersion);
        Assert.Equal(Enumerable.Range(1, 120), versions);
    }

    [Fact]
    public async Task Dispatch_WhenOneRecipientCannotBeReached_OthersGoOnAndItIsTriedAgainAfterThePause()
    {
        await using var town = await Town.StartAsync();
        town.Unreach(town.Kela);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);

        await town.TeOffice.DispatchAsync();

        var kept = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>(), row => row.SentAt is null);
        Assert.Equal(("0246246-0/SOCIAL_INSURANCE", 1, "NOT_STARTED"), (kept.Recipient, kept.Attempts, kept.LastFailure));
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);

        town.Reach(town.Kela);
        town.Time.Advance(TimeSpan.FromMilliseconds(999));
        await town.TeOffice.DispatchAsync();
        Assert.Empty(await town.Kela.RowsAsync<Effect>());

        town.Time.Advance(TimeSpan.FromMilliseconds(1));
        await town.TeOffice.DispatchAsync();
        Assert.Equal(2, (await town.Kela.RowsAsync<Effect>()).Count);
        Assert.All(await town.TeOffice.RowsAsync<OutboxRow>(), row => Assert.NotNull(row.SentAt));
    }

    [Fact]
    public async Task Dispatch_WhenOneRecipientHangs_OthersGoOn()
    {
        await using var town = await Town.StartAsync();
        var hanging = new TaskCompletionSource();
        town.Kela.Script.Preparing = _ => hanging.Task;
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        var handled = new TaskCompletionSource();
        town.Region.Script.Acting = name =>
        {
            if (name == "second")
            {
                handled.SetResult();
            }

            return Task.CompletedTask;
        };

        var dispatching = town.TeOffice.DispatchAsync();
        await handled.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(dispatching.IsCompleted);

        hanging.SetResult();
        await dispatching;
        Assert.Equal(2, (await town.Kela.RowsAsync<Effect>()).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(8, 60)]
    [InlineData(1_000_000, 60)]
    public void After_WhenAttemptsFail_DoublesUpToAMinute(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(attempts));

    [Fact]
    public async Task Dispatch_WhenSenderDiesBetweenCommitAndMarking_SecondDeliveryChangesNothing()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        town.TeOffice.Transport.After = _ => throw new IOException();
        await town.TeOffice.DispatchAsync();
        Assert.Null(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);

        town.TeOffice.Transport.After = _ => { };
        town.Time.Advance(TimeSpan.FromSeconds(1));
        await town.TeOffice.DispatchAsync();

        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
        Assert.Equal(2, town.Region.Script.Prepared);
        Assert.NotNull(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);
    }

    [Fact]
    public async Task Run_WhenActCommits_IsWokenWithoutWaitingForThePoll()
    {
        await using var town = await Town.StartAsync();
        var handled = new TaskCompletionSource();
        town.Kela.Transport.After = _ => handled.TrySetResult();
        await town.Kela.Dispatcher.StartAsync(TestContext.Current.CancellationToken);

        // Machine time stands still: no poll can be what finds the row.
        await town.Kela.TellAsync(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_DAYS_IN_YEAR" }, Participants.TeOffice);

        await handled.Task.WaitAsync(TestContext.Current.CancellationToken);
        await town.Kela.Dispatcher.StopAsync(TestContext.Current.CancellationToken);
        Assert.Single(await town.TeOffice.RowsAsync<Effect>());
    }

    [Fact]
    public async Task Stop_WhenAHandlerIsAtWork_RollsItBackAndKeepsTheRowWithoutAFailedAttempt()
    {
        await using var town = await Town.StartAsync();
        var (atWork, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        town.TeOffice.Script.Acting = _ =>
        {
            atWork.SetResult();
            return never.Task;
        };
        await town.Kela.TellAsync(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_DAYS_IN_YEAR" }, Participants.TeOffice);
        await town.Kela.Dispatcher.StartAsync(TestContext.Current.CancellationToken);
        await atWork.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stopping = town.Kela.Dispatcher.StopAsync(TestContext.Current.CancellationToken);
        never.SetCanceled(TestContext.Current.CancellationToken);
        await stopping;

        var row = Assert.Single(await town.Kela.RowsAsync<OutboxRow>());
        Assert.Equal((null, 0), (row.SentAt, row.Attempts));
        Assert.Empty(await town.TeOffice.RowsAsync<Effect>());
        Assert.Empty(await town.TeOffice.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Run_WhenPauseHasPassed_PollFindsTheRow()
    {
        await using var town = await Town.StartAsync();
        town.Unreach(town.TeOffice);
        await town.Kela.TellAsync(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_DAYS_IN_YEAR" }, Participants.TeOffice);
        await town.Kela.DispatchAsync();
        town.Reach(town.TeOffice);
        await town.Kela.Dispatcher.StartAsync(TestContext.Current.CancellationToken);

        while ((await town.TeOffice.RowsAsync<Effect>()).Count == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            town.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await town.Kela.Dispatcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_WhenTwoReplicasServe_OneSendsAndTheOtherTakesOverWhenItStops()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var town = await Town.StartAsync();
        await UntilAsync(town, () => Task.FromResult(town.Kela.Replica.IsActive));
        var second = await town.SecondKelaAsync();
        await second.Dispatcher.StartAsync(stop);

        // Written by the one that may not send; the active one is not woken by it, and looks.
        await second.TellAsync(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_DAYS_IN_YEAR" }, Participants.TeOffice);
        town.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, second.Transport.Sent);
        await town.Kela.Dispatcher.StartAsync(stop);
        await UntilAsync(town, async () => (await town.TeOffice.RowsAsync<Effect>()).Count == 1 && town.Kela.Transport.Sent + second.Transport.Sent >= 1);
        Assert.Equal((1, 0), (town.Kela.Transport.Sent, second.Transport.Sent));

        await town.Kela.Dispatcher.StopAsync(stop);
        await town.Kela.Replica.StopAsync(stop);
        await town.Kela.TellAsync(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_DAYS_IN_YEAR" }, Participants.TeOffice);
        await UntilAsync(town, async () => (await town.TeOffice.RowsAsync<Effect>()).Count == 2 && town.Kela.Transport.Sent + second.Transport.Sent >= 2);
        Assert.Equal((1, 1), (town.Kela.Transport.Sent, second.Transport.Sent));

        await second.Dispatcher.StopAsync(stop);
        await second.Replica.StopAsync(stop);
    }

    private static async Task UntilAsync(Town town, Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            town.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }
    }
}
