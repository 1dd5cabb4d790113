using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging.Tests.Sending;

public sealed class NoticeRetentionTests
{
    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 1)]
    [InlineData(31, 0)]
    public async Task Sweep_WhenDaysHavePassed_RemovesSentRowsOnly(int days, int sentLeft)
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        town.Unreach(town.Kela);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.DispatchAsync();

        town.Time.Advance(TimeSpan.FromDays(days));
        await town.TeOffice.Retention.SweepAsync(TestContext.Current.CancellationToken);

        var left = await town.TeOffice.RowsAsync<OutboxRow>();
        Assert.Equal(sentLeft, left.Count(row => row.SentAt is not null));
        Assert.Single(left, row => row.SentAt is null);
    }

    [Theory]
    [InlineData(30, 2)]
    [InlineData(31, 2)]
    [InlineData(32, 0)]
    public async Task Sweep_WhenDaysHavePassed_KeepsTheInboxLongerThanNoticesAreAccepted(int days, int left)
    {
        await using var town = await Town.StartAsync();
        await town.Region.Receiver.ReceiveAsync(town.Envelope(), Participants.TeOffice, TestContext.Current.CancellationToken);

        town.Time.Advance(TimeSpan.FromDays(days));
        await town.Region.Retention.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal(left, (await town.Region.RowsAsync<InboxRow>()).Count);
    }

    [Fact]
    public async Task Sweep_WhenNoticeIsParked_KeepsWhichHandlersAreDone()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = name => name == "second" ? throw new InvalidDataException() : Task.CompletedTask;
        await town.Region.Receiver.ReceiveAsync(town.Envelope(), Participants.TeOffice, TestContext.Current.CancellationToken);

        town.Time.Advance(TimeSpan.FromDays(400));
        await town.Region.Retention.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal("first", Assert.Single(await town.Region.RowsAsync<InboxRow>()).Handler);
        Assert.Single(await town.Region.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Backlog_WhenSomethingWaits_TellsHowLongAndHowMuch()
    {
        await using var town = await Town.StartAsync();
        Assert.Equal((null, 0), await BacklogAsync(town.TeOffice));
        town.Unreach(town.Region);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.Receiver.ReceiveAsync(town.Envelope(), Participants.TeOffice, TestContext.Current.CancellationToken);

        town.Time.Advance(TimeSpan.FromSeconds(301));

        Assert.Equal((TimeSpan.FromSeconds(301), 1), await BacklogAsync(town.TeOffice));
        var promises = await town.TeOffice.InScopeAsync(async scope =>
        {
            var all = new List<Mesh.Hosting.Health.Promise>();
            foreach (var check in scope.GetServices<Mesh.Hosting.Health.IPromiseCheck>())
            {
                all.Add(await check.CheckAsync(TestContext.Current.CancellationToken));
            }

            return all;
        });
        Assert.Equal(
            [new("notices-sent", false, "oldest unsent 301 s"), new("notices-handled", false, "1 parked"), new("notice-bus", true, "in process")], promises);
    }

    private static Task<(TimeSpan?, int)> BacklogAsync(TestHost host) => host.InScopeAsync(async scope =>
    {
        var backlog = scope.GetRequiredService<NoticeBacklog>();
        return (await backlog.OldestUnsentAsync(TestContext.Current.CancellationToken), await backlog.ParkedAsync(TestContext.Current.CancellationToken));
    });
}
