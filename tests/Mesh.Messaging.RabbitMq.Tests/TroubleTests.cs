using System.Text;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>What cannot be handled is parked by who it is for, whatever it is; nothing stays in a queue and nothing is lost.</summary>
[Collection(Broker.Collection)]
public sealed class TroubleTests
{
    private readonly Broker broker;

    public TroubleTests(Broker broker)
    {
        this.broker = broker;
        broker.Begin();
    }

    private static readonly string Queue = BrokerNames.Incoming(Participants.TeOffice);

    [Fact]
    public async Task Bytes_WhenTheyAreNoEnvelope_AreParkedEncryptedOnce()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync("Matti Meikäläinen, 010190-900X"u8.ToArray());
        await sender.SendAsync("Matti Meikäläinen, 010190-900X"u8.ToArray());

        await broker.EmptyAsync(Queue);
        var parked = await office.ParkedAsync();
        Assert.Equal((ParkReasons.Unreadable, Participants.Kela.ToString()), (parked.Reason, parked.AuthenticatedSource));
        Assert.Equal(-1, parked.Envelope.AsSpan().IndexOf("Matti"u8));
        Assert.Equal("Matti Meikäläinen, 010190-900X", Encoding.UTF8.GetString(office.Services.GetRequiredService<ParkedEnvelopes>().Reveal(parked)));
        Assert.DoesNotContain("Matti", office.Log, StringComparison.Ordinal);
        var replayed = await office.Services.GetRequiredService<ParkedReplay>().ReplayAsync(parked.NoticeId, "", TestContext.Current.CancellationToken);
        Assert.Equal(ParkReasons.Unreadable, replayed?.Failure);
    }

    [Fact]
    public async Task Notice_WhenItsTypeIsOfANewerVersion_IsParked()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()) with { Type = "fi.tyollisyys.mesh.notices.v2.PlanSigned" });

        Assert.Equal(ParkReasons.UnknownType, (await office.ParkedAsync()).Reason);
    }

    [Fact]
    public async Task Notice_WhenItIsOlderThanTheInboxRemembers_IsParked()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync(RawSender.Envelope(BusHost.Signed(), TimeProvider.System.GetUtcNow() - NoticeAge.Limit - TimeSpan.FromMinutes(1)));

        Assert.Equal(ParkReasons.TooOld, (await office.ParkedAsync()).Reason);
    }

    [Fact]
    public async Task Notice_WhenItNamesAnotherSource_IsParkedUnderWhoSentIt()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.SouthKarelia);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()));

        var parked = await office.ParkedAsync();
        Assert.Equal((ParkReasons.ForgedSource, Participants.SouthKarelia.ToString()), (parked.Reason, parked.AuthenticatedSource));
        Assert.Empty(await office.EffectsAsync());
    }

    [Fact]
    public async Task Notice_WhenTheBrokerWasGivenNoUserToHoldItTo_IsParked()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()).ToJson(), withUser: false);

        var parked = await office.ParkedAsync();
        Assert.Equal((ParkReasons.ForgedSource, Participants.Kela.ToString()), (parked.Reason, parked.AuthenticatedSource));
        Assert.Empty(await office.EffectsAsync());
    }

    [Fact]
    public async Task Notice_WhenItCannotBeTakenAtFirst_IsDeliveredAgain()
    {
        var tries = 0;
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice, AtOnce);
        office.Handling.Preparing = () => _ = ++tries < 4 ? throw new TransientNoticeException("UNAVAILABLE") : 0;

        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()));

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal(4, tries);
        Assert.Empty(await office.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Notice_WhenItCannotBeTakenEachTime_IsParkedAtTheDeliveryLimitAndReplayedLater()
    {
        var tries = 0;
        var envelope = RawSender.Envelope(BusHost.Signed());
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice, AtOnce);
        office.Handling.Preparing = () =>
        {
            tries++;
            throw new TransientNoticeException("UNAVAILABLE");
        };

        await sender.SendAsync(envelope);

        var parked = await office.ParkedAsync();
        Assert.Equal((envelope.Id, ParkReasons.DeliveryLimit, Participants.Kela.ToString()), (parked.NoticeId, parked.Reason, parked.AuthenticatedSource));
        Assert.Equal(BrokerNames.DeliveryLimit + 1, tries);
        await broker.EmptyAsync(Queue);
        await broker.EmptyAsync(BrokerNames.Dead(Participants.TeOffice));

        office.Handling.Preparing = () => { };
        var replayed = await office.Services.GetRequiredService<ParkedReplay>().ReplayAsync(envelope.Id, "", TestContext.Current.CancellationToken);
        Assert.Null(replayed?.Failure);
        Assert.Equal([$"{envelope.Id} from {Participants.Kela}"], await office.EffectsAsync());
    }

    [Fact]
    public async Task Notices_WhenOthersWaitToGoBack_AreHandledMeanwhile()
    {
        var blocked = true;
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice, settings => settings with { Pause = _ => Timeout.InfiniteTimeSpan });
        office.Handling.Preparing = () => _ = Volatile.Read(ref blocked) ? throw new TransientNoticeException("UNAVAILABLE") : 0;

        // More than are handled at once.
        for (var each = 0; each < 20; each++)
        {
            await sender.SendAsync(RawSender.Envelope(BusHost.Signed()));
        }

        await Eventually.TrueAsync(() => Task.FromResult(office.Log.Split("goes back").Length > 20));
        Volatile.Write(ref blocked, false);
        var last = RawSender.Envelope(BusHost.Signed());
        await sender.SendAsync(last);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([$"{last.Id} from {Participants.Kela}"], await office.EffectsAsync());

        // What still waits does not hold up a stop, and is not taken while it lasts: it goes back, for whoever consumes next.
        await office.DisposeAsync();
        await using var next = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await Eventually.TrueAsync(async () => (await next.EffectsAsync()).Count == 20);
    }

    private static RabbitMqSettings AtOnce(RabbitMqSettings settings) => settings with { Pause = _ => TimeSpan.Zero };
}
