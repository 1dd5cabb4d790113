using Mesh.ClientNotices.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Sending;

public sealed class DeliveryTests
{
    private readonly ScriptedChannel _channel = new();

    [Fact]
    public async Task Deliver_WhenTheMailboxIsLocal_IsDeliveredAtOnceWithProof()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync();
        sender.Clock.Set(SettableClock.Morning(14));
        sender.Machine.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(1, await sender.DeliverAsync());

        var step = (await sender.StepsAsync(id))[1];
        Assert.Equal((ServiceState.Delivered, "LOCAL_MAILBOX"), (step.State, step.Channel));
        Assert.Equal((SettableClock.Morning(14), sender.Machine.GetUtcNow()), (step.Time, step.RecordedAt));
        Assert.Equal(ServiceState.Delivered, (await sender.RowAsync(id)).State);
        Assert.Equal(["F33 ClientNoticeSent", "F33 ClientNoticeDelivered"], await sender.JournalAsync());
        Assert.Single((await sender.RowsAsync<Hosting.Journal.JournalRow>()).Select(row => row.FlowId).Distinct());
    }

    [Fact]
    public async Task Deliver_WhenTheChannelFails_WaitsLongerEachTimeAndThenAsksForALetter()
    {
        _channel.Always(new ChannelAnswer.TryLater("CHANNEL_BUSY"));
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();
        var pauses = new List<double>();

        for (var attempt = 1; attempt < 12; attempt++)
        {
            Assert.Equal(1, await sender.DeliverAsync());
            var row = await sender.RowAsync(id);
            Assert.Equal((ServiceState.Queued, attempt, "CHANNEL_BUSY"), (row.State, row.Attempts, row.LastFailure));
            var pause = row.NextAttemptAt - sender.Machine.GetUtcNow();
            pauses.Add(pause.TotalMinutes);
            sender.Machine.Advance(pause - TimeSpan.FromTicks(1));
            Assert.Equal(0, await sender.DeliverAsync());
            sender.Machine.Advance(TimeSpan.FromTicks(1));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240], pauses);
        Assert.Equal(1, await sender.DeliverAsync());
        var failed = (await sender.StepsAsync(id))[^1];
        Assert.Equal((ServiceState.Failed, "SCRIPTED", "CHANNEL_BUSY"), (failed.State, failed.Channel, failed.FailureCode));
        sender.Machine.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await sender.DeliverAsync());
        Assert.Equal(12, _channel.Asked.Count);
        Assert.Single((await sender.LettersAsync()).Letters);
    }

    [Fact]
    public async Task Deliver_WhenItCanNeverBeDelivered_AsksForALetterAtOnce()
    {
        _channel.Always(new ChannelAnswer.Undeliverable("MAILBOX_NOT_IN_USE"));
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal(ServiceState.Failed, (await sender.RowAsync(id)).State);
        var failed = (await sender.RowsAsync<Hosting.Journal.JournalRow>()).Single(row => row.Step == "F33 ClientNoticeFailed");
        Assert.Equal("MAILBOX_NOT_IN_USE", failed.Outcome);
    }

    [Fact]
    public async Task Deliver_WhenTheChannelRecovers_IsDeliveredUnderTheSameId()
    {
        _channel.Always(new ChannelAnswer.TryLater("CHANNEL_UNREACHABLE"));
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        _channel.Always(new ChannelAnswer.Delivered("4711"));
        sender.Machine.Advance(TimeSpan.FromMinutes(1));

        await sender.DeliverAsync();

        Assert.Equal([id, id], _channel.Asked.Select(message => message.NoticeId));
        Assert.Equal("4711", (await sender.StepsAsync(id))[^1].ChannelReference);
    }

    [Fact]
    public async Task Deliver_WhenTwoDispatchersRun_AsksTheChannelOnce()
    {
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ChannelAnswer>();
        _channel.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();
        var other = ActivatorUtilities.CreateInstance<ClientNoticeDelivery>(sender.Services);

        var first = sender.DeliverAsync();
        await asked.Task;
        var second = await other.DeliverDueAsync(TestContext.Current.CancellationToken);
        answer.SetResult(new ChannelAnswer.Delivered());

        Assert.Equal((1, 0), (await first, second));
        Assert.Single(_channel.Asked);
        Assert.Equal(2, (await sender.StepsAsync(id)).Count);
    }

    [Fact]
    public async Task Deliver_WhenTwoDispatchersHaveSeenTheSameMessages_TriesEachOnce()
    {
        await using var sender = await Sender.OpenAsync(_channel);
        for (var i = 0; i < 20; i++)
        {
            await sender.SendAsync();
        }

        var other = ActivatorUtilities.CreateInstance<ClientNoticeDelivery>(sender.Services);
        var tried = await Task.WhenAll(
            Task.Run(sender.DeliverAsync), Task.Run(() => other.DeliverDueAsync(TestContext.Current.CancellationToken)));

        Assert.Equal((20, 20), (tried.Sum(), _channel.Asked.Count));
        Assert.Equal(20, _channel.Asked.Select(message => message.NoticeId).Distinct().Count());
    }

    [Fact]
    public async Task Deliver_WhenADispatcherDiedInTheMiddle_IsTriedAgainWhenItsClaimHasLapsed()
    {
        using var dying = new CancellationTokenSource();
        _channel.Answer = async (_, cancellation) =>
        {
            await dying.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            return new ChannelAnswer.Delivered();
        };
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();
        var delivery = sender.Services.GetRequiredService<ClientNoticeDelivery>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivery.DeliverDueAsync(dying.Token));
        _channel.Always(new ChannelAnswer.Delivered());

        sender.Machine.Advance(DeliveryPauses.Lease - TimeSpan.FromTicks(1));
        Assert.Equal(0, await sender.DeliverAsync());
        sender.Machine.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await sender.DeliverAsync());

        var row = await sender.RowAsync(id);
        Assert.Equal((ServiceState.Delivered, 2), (row.State, row.Attempts));
    }

    [Fact]
    public async Task Deliver_WhenTheChannelHangs_IsGivenUpInsideTheClaim()
    {
        await using var sender = await Sender.OpenAsync(_channel);
        _channel.Answer = async (_, cancellation) =>
        {
            sender.Machine.Advance(DeliveryPauses.Patience);
            await Task.Delay(Timeout.Infinite, cancellation);
            return new ChannelAnswer.Delivered();
        };
        var id = await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal((ServiceState.Queued, "CHANNEL_SLOW"), ((await sender.RowAsync(id)).State, (await sender.RowAsync(id)).LastFailure));
        Assert.True(DeliveryPauses.Patience < DeliveryPauses.Lease);
    }

    [Fact]
    public async Task Deliver_WhenTheClientHasReadItMeanwhile_LeavesThatAsItsEnd()
    {
        await using var sender = await Sender.OpenAsync(_channel);
        var id = Guid.Empty;
        _channel.Answer = async (_, _) =>
        {
            await sender.ReadAsync(People.Aino, id);
            return new ChannelAnswer.Undeliverable("MAILBOX_NOT_IN_USE");
        };
        id = await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal([ServiceState.Queued, ServiceState.Read], (await sender.StepsAsync(id)).Select(step => step.State));
        Assert.Empty((await sender.LettersAsync()).Letters);
    }

    [Fact]
    public async Task Deliver_WhenTheChannelThrows_LogsItsKindAndNothingItSays()
    {
        _channel.Answer = (_, _) => throw new FormatException($"bad body for {People.AinoText}");
        await using var sender = await Sender.OpenAsync(_channel);
        var id = await sender.SendAsync();

        await sender.DeliverAsync();

        Assert.Equal("CHANNEL_FAULT", (await sender.RowAsync(id)).LastFailure);
        Assert.Contains(nameof(FormatException), sender.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(People.AinoText, sender.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_WhenThereAreMoreThanABatch_TriesAll()
    {
        await using var sender = await Sender.OpenAsync(_channel);
        var aino = await sender.KnowAsync(People.Aino);
        await sender.ActAsync(services =>
        {
            for (var i = 0; i < 120; i++)
            {
                services.GetRequiredService<ClientPost>().Send(aino, ClientNoticeKind.SignatureAsked, null, null, $"{i}");
            }

            return Task.FromResult(true);
        });

        Assert.Equal(120, await sender.DeliverAsync());
    }

    [Fact]
    public async Task Dispatcher_WhenAnActCommits_IsWokenWithoutWaiting()
    {
        var asked = new TaskCompletionSource();
        _channel.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return Task.FromResult<ChannelAnswer>(new ChannelAnswer.Delivered());
        };
        await using var sender = await Sender.OpenAsync(_channel);
        using var dispatcher = ActivatorUtilities.CreateInstance<ClientNoticeDispatcher>(sender.Services);
        await dispatcher.StartAsync(TestContext.Current.CancellationToken);

        await sender.SendAsync();

        // The machine's time stands still, so only the commit can have woken it.
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await dispatcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Promise_WhenAMessageWaitsTooLong_IsBroken()
    {
        _channel.Always(new ChannelAnswer.TryLater("CHANNEL_BUSY"));
        await using var sender = await Sender.OpenAsync(_channel);
        await sender.SendAsync();

        sender.Machine.Advance(TimeSpan.FromHours(1));
        var kept = await CheckAsync();
        sender.Machine.Advance(TimeSpan.FromSeconds(1));
        var broken = await CheckAsync();

        Assert.Equal((true, "oldest queued 3600 s, 0 letters wait"), (kept.Kept, kept.Detail));
        Assert.Equal((false, "oldest queued 3601 s, 0 letters wait"), (broken.Kept, broken.Detail));

        Task<Hosting.Health.Promise> CheckAsync() =>
            sender.InAsync(services => services.GetRequiredService<Hosting.Health.IPromiseCheck>().CheckAsync(TestContext.Current.CancellationToken));
    }
}
