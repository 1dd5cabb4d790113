using System.Diagnostics;
using Mesh.Hosting.Health;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>The broker stopped, killed, not there yet, or without a queue it should have.</summary>
[Collection(Broker.Collection)]
public sealed class OutageTests
{
    private readonly Broker broker;

    public OutageTests(Broker broker)
    {
        this.broker = broker;
        broker.Begin();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broker_WhenItIsRestartedInMidJourney_LosesNothingAndDoublesNothing()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        var before = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count == 1);

        await broker.Node.StopAsync();
        await Eventually.TrueAsync(async () => !(await kela.BusPromiseAsync()).Kept);
        var meanwhile = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        Assert.Null((await kela.RowsAsync<OutboxRow>()).Single(row => row.NoticeId == meanwhile).SentAt);

        await broker.Node.StartAsync(Cancellation);
        var after = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count >= 3);
        Assert.Equal(
            new[] { before, meanwhile, after }.Select(notice => $"{notice} from {Participants.Kela}").Order(StringComparer.Ordinal),
            (await office.EffectsAsync()).Order(StringComparer.Ordinal));
        await Eventually.TrueAsync(async () => (await kela.BusPromiseAsync()).Kept && (await office.BusPromiseAsync()).Kept);
    }

    [Fact]
    public async Task Broker_WhenItIsKilled_KeepsWhatItConfirmed()
    {
        // Which files are a queue's, the broker writes down late after the queue was made (docs/bus.md); an earlier test may just have made it.
        await broker.Node.StopAsync();
        await broker.Node.StartAsync(Cancellation);
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        var told = new List<Guid>();
        for (var each = 0; each < 5; each++)
        {
            told.Add(await kela.TellAsync(BusHost.Signed(), Participants.TeOffice));
        }

        await kela.OutboxAsync(told[^1], row => row.SentAt is not null);
        using (var server = Process.GetProcessById(broker.Node.ProcessId))
        {
            server.Kill();
        }

        await broker.Node.StopAsync();
        await broker.Node.StartAsync(Cancellation);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count >= told.Count);
        Assert.Equal(told.Select(notice => $"{notice} from {Participants.Kela}").Order(StringComparer.Ordinal), (await office.EffectsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Broker_WhenItConfirmsNothingInTime_IsSentTheNoticeAgainAndItIsHandledOnce()
    {
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        Guid told;

        // Connections stay, and nobody answers.
        Signal("STOP");
        try
        {
            told = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
            await kela.OutboxAsync(told, row => row.LastFailure == "NOT_CONFIRMED");
            Assert.Null((await kela.RowsAsync<OutboxRow>()).Single(row => row.NoticeId == told).SentAt);
        }
        finally
        {
            Signal("CONT");
        }

        await kela.OutboxAsync(told, row => row.SentAt is not null);
        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        await broker.EmptyAsync(BrokerNames.Incoming(Participants.TeOffice));
        Assert.Equal([$"{told} from {Participants.Kela}"], await office.EffectsAsync());
    }

    [Fact]
    public async Task Host_WhenItStartsBeforeTheBroker_ServesAndSendsOnceThereIsOne()
    {
        await broker.Node.StopAsync();
        await using var kela = await BusHost.StartAsync(broker, Participants.Kela);
        var told = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);

        Assert.Equal(new Promise("notice-bus", false, "not connected"), await kela.BusPromiseAsync());
        Assert.True(await kela.IsReadyAsync());
        await kela.OutboxAsync(told, row => row.SentAt is null);

        await broker.Node.StartAsync(Cancellation);
        await using var office = await BusHost.StartAsync(broker, Participants.TeOffice);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([$"{told} from {Participants.Kela}"], await office.EffectsAsync());
        await Eventually.TrueAsync(async () => (await kela.BusPromiseAsync()).Kept);
    }

    [Fact]
    public async Task Queue_WhenItIsDeletedAndMadeAgain_IsRefilledOutOfTheOutbox()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        var lost = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        await kela.OutboxAsync(lost, row => row.SentAt is not null);
        await broker.Node.ControlAsync(Cancellation, "delete_queue", "-p", BrokerNames.VirtualHost, BrokerNames.Incoming(Participants.TeOffice));

        // Where no queue takes it, the broker confirms a message and drops it; a mandatory one comes back.
        var unroutable = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);
        await kela.OutboxAsync(unroutable, row => row.LastFailure == "UNROUTABLE");
        Assert.All(await kela.RowsAsync<OutboxRow>(), row => Assert.True(row.NoticeId == lost || row.SentAt is null));

        await broker.Node.ControlAsync(Cancellation, "import_definitions", broker.DefinitionsPath);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count == 1);
        Assert.Equal([$"{unroutable} from {Participants.Kela}"], await office.EffectsAsync());

        Assert.Equal(2, (await kela.ResendAsync(Participants.TeOffice)).NoticesResent);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count >= 2);
        Assert.Equal(
            new[] { lost, unroutable }.Select(notice => $"{notice} from {Participants.Kela}").Order(StringComparer.Ordinal),
            (await office.EffectsAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Queue_WhenItIsDeletedUnderItsConsumer_IsConsumedAgainOnceItIsThere()
    {
        await using var kela = await BusHost.StartConnectedAsync(broker, Participants.Kela);
        await using var office = await BusHost.StartConnectedAsync(broker, Participants.TeOffice);
        await broker.Node.ControlAsync(Cancellation, "delete_queue", "-p", BrokerNames.VirtualHost, BrokerNames.Incoming(Participants.TeOffice));
        await Eventually.TrueAsync(async () => !(await office.BusPromiseAsync()).Kept);

        await broker.Node.ControlAsync(Cancellation, "import_definitions", broker.DefinitionsPath);
        var told = await kela.TellAsync(BusHost.Signed(), Participants.TeOffice);

        await Eventually.TrueAsync(async () => (await office.EffectsAsync()).Count > 0);
        Assert.Equal([$"{told} from {Participants.Kela}"], await office.EffectsAsync());
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{broker.Node.ProcessId}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
