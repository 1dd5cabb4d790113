using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging.Tests.Sending;

public sealed class DeliveryHoldTests
{
    [Fact]
    public async Task Hold_WhenOneRecipientIsHeld_KeepsItsNoticesAndSendsTheOthers()
    {
        await using var town = await Town.StartAsync();
        await HoldAsync(town.TeOffice);

        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.DispatchAsync();

        var kept = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>(), row => row.SentAt is null);
        Assert.Equal((Participants.Region.ToString(), 0), (kept.Recipient, kept.Attempts));
        Assert.Equal(2, (await town.Kela.RowsAsync<Effect>()).Count);
        Assert.Empty(await town.Region.RowsAsync<Effect>());
    }

    [Theory]
    [InlineData(false, new[] { 1, 2, 3 })]
    [InlineData(true, new[] { 3, 2, 1 })]
    public async Task Release_WhenNoticesWereHeld_SendsThemInTheOrderAskedAndTellsHowMany(bool newestFirst, int[] order)
    {
        await using var town = await Town.StartAsync();
        await HoldAsync(town.TeOffice);
        await TellVersionsAsync(town, 1, 2, 3);

        var held = await ReleaseAsync(town.TeOffice, newestFirst);
        await town.TeOffice.DispatchAsync();

        Assert.Equal(3, held);
        Assert.Equal(order, await HandledAsync(town));
    }

    [Fact]
    public async Task Release_WhenItWasNewestFirst_LaterNoticesGoInTheOrderOfWritingAgain()
    {
        await using var town = await Town.StartAsync();
        await HoldAsync(town.TeOffice);
        await TellVersionsAsync(town, 1, 2);
        await ReleaseAsync(town.TeOffice, newestFirst: true);
        await town.TeOffice.DispatchAsync();

        await TellVersionsAsync(town, 3, 4);
        await town.TeOffice.DispatchAsync();

        Assert.Equal([2, 1, 3, 4], await HandledAsync(town));
    }

    [Fact]
    public async Task Release_WhenTheRecipientCannotBeReached_IsTriedAgainAfterThePause()
    {
        await using var town = await Town.StartAsync();
        await HoldAsync(town.TeOffice);
        await TellVersionsAsync(town, 1, 2);
        town.Unreach(town.Region);
        await ReleaseAsync(town.TeOffice, newestFirst: true);
        await town.TeOffice.DispatchAsync();
        Assert.All(await town.TeOffice.RowsAsync<OutboxRow>(), row => Assert.Equal(("NOT_STARTED", null), (row.LastFailure, row.SentAt)));

        town.Reach(town.Region);
        town.Time.Advance(TimeSpan.FromSeconds(1));
        await town.TeOffice.DispatchAsync();

        Assert.Equal([1, 2], await HandledAsync(town));
    }

    [Fact]
    public async Task Release_WhenNothingWasHeld_TellsNone()
    {
        await using var town = await Town.StartAsync();
        town.Unreach(town.Region);
        await TellVersionsAsync(town, 1);

        Assert.Equal(0, await ReleaseAsync(town.TeOffice, newestFirst: false));
    }

    [Fact]
    public async Task Hold_WhenASendingIsUnderWay_LetsItEndAndSendsNothingMore()
    {
        await using var town = await Town.StartAsync();
        await TellVersionsAsync(town, 1, 2);
        var (atWork, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        town.Region.Script.Preparing = _ =>
        {
            atWork.TrySetResult();
            return go.Task;
        };
        var dispatching = town.TeOffice.DispatchAsync();
        await atWork.Task.WaitAsync(TestContext.Current.CancellationToken);

        await HoldAsync(town.TeOffice);
        go.SetResult();
        await dispatching;

        Assert.Equal([1], await HandledAsync(town));
    }

    [Fact]
    public async Task Backlog_WhenOneRecipientIsHeld_CountsTheOthersOnly()
    {
        await using var town = await Town.StartAsync();
        await HoldAsync(town.TeOffice);
        await TellVersionsAsync(town, 1, 2);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);

        Assert.Equal(1, await UnsentAsync(town.TeOffice));
        await ReleaseAsync(town.TeOffice, newestFirst: false);
        Assert.Equal(3, await UnsentAsync(town.TeOffice));
    }

    private static Task<int> UnsentAsync(TestHost host) => host.InScopeAsync(scope =>
        scope.GetRequiredService<NoticeBacklog>().UnsentAsync(TestContext.Current.CancellationToken));

    private static Task TellVersionsAsync(Town town, params int[] versions) => town.TeOffice.ActAsync((outbox, _) =>
    {
        foreach (var version in versions)
        {
            outbox.Add(Town.Signed(version), Participants.Region, "F07 PlanSigned");
        }

        return Task.FromResult(true);
    });

    private static async Task<IEnumerable<int>> HandledAsync(Town town) =>
        (await town.Region.RowsAsync<Effect>()).Where(effect => effect.What == "first").OrderBy(effect => effect.Id).Select(effect => effect.CaseVersion);

    private static Task HoldAsync(TestHost host) => host.InScopeAsync(scope =>
        Service(scope).HoldDelivery(new() { Recipient = Participants.Region.ToString() }, new TestCall()));

    private static async Task<int> ReleaseAsync(TestHost host, bool newestFirst) => (await host.InScopeAsync(scope =>
        Service(scope).ReleaseDelivery(new() { Recipient = Participants.Region.ToString(), NewestFirst = newestFirst }, new TestCall()))).NoticesHeld;

    private static DeliveryGrpcService Service(IServiceProvider scope) => ActivatorUtilities.CreateInstance<DeliveryGrpcService>(scope);
}
