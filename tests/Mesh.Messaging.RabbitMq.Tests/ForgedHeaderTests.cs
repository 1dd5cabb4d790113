using Mesh.Identity;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>
/// A participation of the mesh writes into its message's headers what only the broker should: that another published it first. What it
/// sends stays its own, on the way in and by way of the dead letters, and no operator can let it through as the other's.
/// </summary>
[Collection(Broker.Collection)]
public sealed class ForgedHeaderTests
{
    private readonly Broker broker;

    public ForgedHeaderTests(Broker broker)
    {
        this.broker = broker;
        broker.Begin();
    }

    private static readonly string Queue = BrokerNames.Incoming(Participants.TeOffice);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Notice_WhenItsHeadersNameAnotherExchange_IsParkedUnderWhoSentItAndNeverReplayed(bool withUser)
    {
        var envelope = RawSender.Envelope(BusHost.Signed());
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await using var forger = await RawSender.OpenAsync(broker, Participants.SouthKarelia);

        await forger.SendAsync(envelope.ToJson(), withUser, AsIfFrom(Participants.Kela));

        var parked = await office.ParkedAsync();
        Assert.Equal((ParkReasons.ForgedSource, Participants.SouthKarelia.ToString()), (parked.Reason, parked.AuthenticatedSource));
        await AssertNotReplayedAsync(office, envelope);
    }

    [Theory]
    [InlineData(true, "3221308-6/SOCIAL_CARE")]
    [InlineData(false, "2296962-1/LABOUR_AUTHORITY")]
    public async Task DeadLetter_WhenItsHeadersNameAnotherExchange_IsParkedUnderNobodyElseAndNeverReplayed(bool withUser, string parkedUnder)
    {
        var envelope = RawSender.Envelope(BusHost.Signed());
        await using var forger = await RawSender.OpenAsync(broker, Participants.SouthKarelia);
        await forger.SendAsync(envelope.ToJson(), withUser, AsIfFrom(Participants.Kela));
        await RejectAsync();

        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        var parked = await office.ParkedAsync();
        Assert.Equal((ParkReasons.ForgedSource, parkedUnder), (parked.Reason, parked.AuthenticatedSource));
        await AssertNotReplayedAsync(office, envelope);
    }

    [Fact]
    public async Task Notice_WhenAForgedOneHasItsId_KeepsItsPlaceAmongTheParked()
    {
        var envelope = RawSender.Envelope(BusHost.Signed());
        await using var kela = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var forger = await RawSender.OpenAsync(broker, Participants.SouthKarelia);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        office.Handling.Preparing = () => throw new InvalidDataException();
        await kela.SendAsync(envelope);
        await office.ParkedAsync();

        await forger.SendAsync(envelope.ToJson(), withUser: true, AsIfFrom(Participants.Kela));
        await Eventually.TrueAsync(async () => (await office.RowsAsync<ParkedRow>()).Count == 2);

        office.Handling.Preparing = () => { };
        Assert.Equal(
            [ParkReasons.HandlerFailed, ParkReasons.ForgedSource],
            (await office.RowsAsync<ParkedRow>()).OrderBy(row => row.Sequence).Select(row => row.Reason));
        var replayed = await office.Services.GetRequiredService<ParkedReplay>().ReplayAsync(envelope.Id, "", Cancellation);
        Assert.Null(replayed?.Failure);
        Assert.Equal([$"{envelope.Id} from {Participants.Kela}"], await office.EffectsAsync());
    }

    [Theory]
    [InlineData("often")]
    [InlineData(int.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Notice_WhenItsSenderCountsItsDeliveries_WaitsAsAfterTheFirst(object count)
    {
        var attempts = new List<int>();
        var envelope = RawSender.Envelope(BusHost.Signed());
        await using var kela = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice, settings => settings with { Pause = Noted });
        office.Handling.Preparing = () => _ = attempts.Count == 0 ? throw new TransientNoticeException("UNAVAILABLE") : 0;

        await kela.SendAsync(envelope.ToJson(), withUser: true, new Dictionary<string, object?> { ["x-delivery-count"] = count });

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([1], attempts);

        TimeSpan Noted(int attempt)
        {
            attempts.Add(attempt);
            return TimeSpan.Zero;
        }
    }

    private static async Task AssertNotReplayedAsync(BusHost office, NoticeEnvelope envelope)
    {
        var replayed = await office.Services.GetRequiredService<ParkedReplay>().ReplayAsync(envelope.Id, "", Cancellation);
        Assert.Equal(ParkReasons.ForgedSource, replayed?.Failure);
        Assert.Empty(await office.EffectsAsync());
        Assert.Single(await office.RowsAsync<ParkedRow>());
    }

    // As a quorum queue's dead-lettering would leave them; the broker sets the first three only where there are none.
    private static Dictionary<string, object?> AsIfFrom(Participation other) => new(StringComparer.Ordinal)
    {
        ["x-first-death-exchange"] = BrokerNames.Outgoing(other),
        ["x-first-death-queue"] = Queue,
        ["x-first-death-reason"] = "delivery_limit",
        ["x-death"] = new List<object?>
        {
            new Dictionary<string, object?>
            {
                ["count"] = 1L,
                ["exchange"] = BrokerNames.Outgoing(other),
                ["queue"] = Queue,
                ["reason"] = "delivery_limit",
                ["routing-keys"] = new List<object?> { BrokerNames.IdOf(Participants.TeOffice) },
            },
        },
    };

    // The recipient gives up what waits for it; it goes to the dead letters as at the delivery limit.
    private async Task RejectAsync()
    {
        await using var connection = await broker.ConnectAsync(Participants.TeOffice.Urn);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        BasicGetResult? got = null;
        await Eventually.TrueAsync(async () => (got = await channel.BasicGetAsync(Queue, autoAck: false, Cancellation)) is not null);
        await channel.BasicNackAsync(got!.DeliveryTag, multiple: false, requeue: false, Cancellation);
        await broker.EmptyAsync(Queue);
    }
}
