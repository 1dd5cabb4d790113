using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>What the broker itself lets nobody do, tried by a client that is none of ours under a participation's true certificate.</summary>
[Collection(Broker.Collection)]
public sealed class PermissionTests(Broker broker)
{
    private const ushort AccessRefused = 403;
    private const ushort PreconditionFailed = 406;

    private static readonly string Own = BrokerNames.Outgoing(Participants.Kela);
    private static readonly string OwnQueue = BrokerNames.Incoming(Participants.Kela);
    private static readonly string Foreign = BrokerNames.Outgoing(Participants.TeOffice);
    private static readonly string ForeignQueue = BrokerNames.Incoming(Participants.TeOffice);
    private static readonly string ForeignDead = BrokerNames.Dead(Participants.TeOffice);

    public static TheoryData<string> Acts => [.. Tried.Keys];

    private static readonly Dictionary<string, Func<IChannel, Task>> Tried = new(StringComparer.Ordinal)
    {
        ["read another's queue"] = channel => channel.BasicGetAsync(ForeignQueue, autoAck: true),
        ["consume another's queue"] = channel => channel.BasicConsumeAsync(ForeignQueue, autoAck: true, new Nobody(channel)),
        ["consume another's dead letters"] = channel => channel.BasicConsumeAsync(ForeignDead, autoAck: true, new Nobody(channel)),
        ["purge another's queue"] = channel => channel.QueuePurgeAsync(ForeignQueue),
        ["delete another's queue"] = channel => channel.QueueDeleteAsync(ForeignQueue),
        ["delete another's exchange"] = channel => channel.ExchangeDeleteAsync(Foreign),
        ["bind another's exchange to the own queue"] = channel => channel.QueueBindAsync(OwnQueue, Foreign, "#"),
        ["bind the own exchange to another's queue"] = channel => channel.QueueBindAsync(ForeignQueue, Own, "#"),
        ["bind the own exchange to another's exchange"] = channel => channel.ExchangeBindAsync(Foreign, Own, "#"),
        ["unbind another's queue"] = channel => channel.QueueUnbindAsync(ForeignQueue, Own, BrokerNames.IdOf(Participants.TeOffice)),
        ["publish to another's exchange"] = channel => PublishAsync(channel, Foreign, BrokerNames.IdOf(Participants.SouthKarelia)),
        ["publish to a queue past the exchanges"] = channel => PublishAsync(channel, "", ForeignQueue),
        ["publish to another's dead letters"] = channel => PublishAsync(channel, ForeignDead, ""),
        ["publish to the own dead letters"] = channel => PublishAsync(channel, BrokerNames.Dead(Participants.Kela), ""),
        ["delete the own queue"] = channel => channel.QueueDeleteAsync(OwnQueue),
        ["delete the own exchange"] = channel => channel.ExchangeDeleteAsync(Own),
        ["declare a queue"] = channel => channel.QueueDeclareAsync("listening", durable: true, exclusive: false, autoDelete: false),
        ["declare a queue of one's own name"] = channel => channel.QueueDeclareAsync(exclusive: true),
        ["declare an exchange"] = channel => channel.ExchangeDeclareAsync("listening", "topic", durable: true),
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Broker_WhenAParticipationTriesWhatIsNotItsOwn_Refuses(string act)
    {
        await using var connection = await broker.ConnectAsync(Participants.Kela.Urn);
        await using var channel = await ChannelAsync(connection);

        var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => Tried[act](channel));

        Assert.Equal(AccessRefused, refused.ShutdownReason?.ReplyCode);
    }

    [Fact]
    public async Task Broker_WhenAParticipationPublishesToItsOwnExchange_TakesIt()
    {
        await using var connection = await broker.ConnectAsync(Participants.Kela.Urn);
        await using var channel = await ChannelAsync(connection);

        await PublishAsync(channel, Own, BrokerNames.IdOf(Participants.TeOffice), Participants.Kela.Urn);

        await using var office = await broker.ConnectAsync(Participants.TeOffice.Urn);
        await using var reading = await ChannelAsync(office);
        Assert.NotNull(await reading.BasicGetAsync(ForeignQueue, autoAck: true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Broker_WhenAMessageCarriesAnothersUser_ClosesTheChannel()
    {
        await using var connection = await broker.ConnectAsync(Participants.Kela.Urn);
        await using var channel = await ChannelAsync(connection);

        // The queue is every test's: what another left there may still lie in it.
        var before = await broker.CountAsync(ForeignQueue);
        var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(
            () => PublishAsync(channel, Own, BrokerNames.IdOf(Participants.TeOffice), Participants.SouthKarelia.Urn));

        Assert.Equal(PreconditionFailed, refused.ShutdownReason?.ReplyCode);
        Assert.Equal(before, await broker.CountAsync(ForeignQueue));
    }

    [Fact]
    public async Task Broker_WhenAMessageIsTooLargeForANotice_ClosesTheChannel()
    {
        await using var connection = await broker.ConnectAsync(Participants.Kela.Urn);
        await using var channel = await ChannelAsync(connection);

        var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => channel.BasicPublishAsync(
            Own, BrokerNames.IdOf(Participants.TeOffice), mandatory: true, new BasicProperties(), new byte[Servers.RabbitMqConfiguration.LargestMessage + 1],
            TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(PreconditionFailed, refused.ShutdownReason?.ReplyCode);
    }

    [Fact]
    public async Task Broker_WhenNoCertificateIsShown_LetsNobodyIn() =>
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => broker.ConnectAsync(certificate: null));

    [Fact]
    public async Task Broker_WhenTheCertificateIsOfAnotherRoot_LetsNobodyIn()
    {
        var folder = Directory.CreateTempSubdirectory("forger-").FullName;
        using var forger = DevelopmentAuthority.OpenOrCreate(folder);
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => broker.ConnectAsync(forger.Issue(Participants.Kela.Urn, CertificateUse.ClientOnly)));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(CertificateNames.Gateway)]
    [InlineData(CertificateNames.Broker)]
    [InlineData("urn:mesh:org:0101263-6:role:MUNICIPALITY")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:payments")]
    public async Task Broker_WhenTheCertificateIsOfNoParticipation_LetsNobodyIn(string name) =>
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => broker.ConnectAsync(name));

    private static Task<IChannel> ChannelAsync(IConnection connection) =>
        connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

    private static Task PublishAsync(IChannel channel, string exchange, string key, string? user = null)
    {
        var properties = new BasicProperties();
        if (user is not null)
        {
            properties.UserId = user;
        }

        return channel.BasicPublishAsync(exchange, key, mandatory: true, properties, "{}"u8.ToArray()).AsTask();
    }

    private sealed class Nobody(IChannel channel) : AsyncDefaultBasicConsumer(channel);
}
