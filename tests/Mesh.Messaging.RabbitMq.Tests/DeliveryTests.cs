using System.Text;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>Notices between two hosts and the real broker, which gave neither the right to declare anything.</summary>
[Collection(Broker.Collection)]
public sealed class DeliveryTests(Broker broker)
{
    [Fact]
    public async Task Notice_WhenTold_IsHandledByItsRecipientOnce()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        var told = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);

        await kela.OutboxAsync(told, row => row.SentAt is not null);
        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([$"{told} from {Participants.Kela}"], await office.EffectsAsync());
        Assert.Empty(await office.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Notice_WhenReadOffTheQueue_IsACloudEventByItsAuthenticatedUser()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        var told = await kela.TellAsync(BusHost.Signed(), Participants.SouthKarelia);
        await kela.OutboxAsync(told, row => row.SentAt is not null);

        await using var connection = await broker.ConnectAsync(Participants.SouthKarelia.Urn);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        var message = await channel.BasicGetAsync(BrokerNames.Incoming(Participants.SouthKarelia), autoAck: true, TestContext.Current.CancellationToken);

        Assert.NotNull(message);
        Assert.Equal("application/cloudevents+json; charset=utf-8", message.BasicProperties.ContentType);
        Assert.Equal(Participants.Kela.Urn, message.BasicProperties.UserId);
        Assert.Equal(told.ToString(), message.BasicProperties.MessageId);
        Assert.True(message.BasicProperties.Persistent);
        Assert.Equal(BrokerNames.Outgoing(Participants.Kela), message.Exchange);
        Assert.Equal(BrokerNames.IdOf(Participants.SouthKarelia), message.RoutingKey);
        var envelope = NoticeEnvelope.Parse(message.Body).Value;
        Assert.Equal((told, Participants.Kela, Participants.SouthKarelia), (envelope.Id, envelope.Source, envelope.Recipient));
        Assert.DoesNotContain("MT-", Encoding.UTF8.GetString(message.Body.Span), StringComparison.Ordinal);
        Assert.All(message.BasicProperties.Headers?.Keys ?? [], name => Assert.DoesNotContain("MT-", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notices_WhenThereAreMany_EachIsHandledOnceByEachRecipient()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await using var region = await BusHost.StartConnectedAsync(broker, Participants.SouthKarelia);
        var expected = new HashSet<string>(StringComparer.Ordinal);
        for (var each = 0; each < 40; each++)
        {
            expected.Add($"{await kela.TellAsync(BusHost.Signed(), each % 2 == 0 ? Participants.TeOffice : Participants.SouthKarelia)} from {Participants.Kela}");
        }

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count + (await region.EffectsAsync()).Count >= expected.Count);
        Assert.Equal(expected.Order(StringComparer.Ordinal), [.. (await office.EffectsAsync()).Concat(await region.EffectsAsync()).Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task Notice_WhenItsRecipientIsDown_WaitsAtTheBroker()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        var told = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        await kela.OutboxAsync(told, row => row.SentAt is not null);

        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([$"{told} from {Participants.Kela}"], await office.EffectsAsync());
    }

    [Fact]
    public async Task Versions_WhenTheyComeOutOfOrder_LeaveTheNewest()
    {
        var caseId = Guid.CreateVersion7().ToString();
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await sender.SendAsync(RawSender.Envelope(new PlanActivated { CaseId = caseId, CaseVersion = 5 }));
        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        await sender.SendAsync(RawSender.Envelope(new PlanActivated { CaseId = caseId, CaseVersion = 4 }));

        await Eventually.TrueAsync(async () => (await office.RowsAsync<InboxRow>()).Count == 2);
        Assert.Equal([$"{caseId} 5"], await office.EffectsAsync());
    }

    [Fact]
    public async Task Notice_WhenItComesTwice_IsHandledOnce()
    {
        await using var sender = await RawSender.OpenAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        var envelope = RawSender.Envelope(BusHost.Signed());

        await sender.SendAsync(envelope);
        await sender.SendAsync(envelope);
        await sender.SendAsync(RawSender.Envelope(BusHost.Signed()));

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count >= 2);
        await broker.EmptyAsync(BrokerNames.Incoming(Participants.TeOffice));
        Assert.Equal(2, (await office.EffectsAsync()).Count);
        Assert.Empty(await office.RowsAsync<ParkedRow>());
    }
}
