using System.Globalization;
using Mesh.ClientNotices.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.SuomiFi;

/// <summary>What Suomi.fi Messages says later: that a message was read.</summary>
public sealed class ReceiptTests
{
    private const string ReadAt = "2026-11-24T12:00:00Z";

    [Theory]
    [InlineData("Electronic message read")]
    [InlineData("Receipt confirmed")]
    public async Task Collect_WhenAMessageWasRead_IsProofWithTheChannelsOwnInstant(string type)
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var id = await DeliveredAsync(sender);
        server.EventPages[""] = SuomiFiServer.Page("next", SuomiFiServer.Event(type, 1000, ReadAt));
        sender.Clock.Set(SettableClock.Morning(20));

        await CollectAsync(sender);

        var read = (await sender.StepsAsync(id))[^1];
        Assert.Equal((ServiceState.Read, "SUOMI_FI_MESSAGES", SettableClock.Morning(20)), (read.State, read.Channel, read.Time));
        Assert.Equal(DateTimeOffset.Parse(ReadAt, CultureInfo.InvariantCulture), read.StatedAt);
        Assert.Equal("F33 ClientNoticeRead", (await sender.JournalAsync())[^1]);
    }

    [Fact]
    public async Task Collect_WhenRunAgain_GoesOnWhereItEndedAndCountsNothingTwice()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var first = await DeliveredAsync(sender);
        var second = await DeliveredAsync(sender);
        server.EventPages[""] = SuomiFiServer.Page("a", SuomiFiServer.Event("Electronic message read", 1000, ReadAt));
        await CollectAsync(sender);
        server.EventPages["a"] = SuomiFiServer.Page(
            "b", SuomiFiServer.Event("Electronic message read", 1000, ReadAt), SuomiFiServer.Event("Electronic message read", 1001, ReadAt));

        await CollectAsync(sender);

        Assert.Equal(["", "a", "a", "b"], server.Continued);
        Assert.Equal((3, 3), ((await sender.StepsAsync(first)).Count, (await sender.StepsAsync(second)).Count));
    }

    [Fact]
    public async Task Collect_WhenEventsAreOfOthersOrOfOtherKinds_ChangesNothing()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var id = await DeliveredAsync(sender);
        server.EventPages[""] = SuomiFiServer.Page(
            "next",
            SuomiFiServer.Event("Electronic message read", 1000, ReadAt, serviceId: "service-2"),
            SuomiFiServer.Event("Electronic message read", 4711, ReadAt),
            SuomiFiServer.Event("Electronic message created", 1000, ReadAt),
            SuomiFiServer.Event("Electronic message from end user", 1000, ReadAt));

        await CollectAsync(sender);

        Assert.Equal(ServiceState.Delivered, (await sender.RowAsync(id)).State);
    }

    [Fact]
    public async Task Collect_WhenTheClientHadReadItHereAlready_KeepsTheFirstProof()
    {
        await using var server = await SuomiFiServer.StartAsync();
        await using var sender = await server.SenderAsync();
        var id = await DeliveredAsync(sender);
        await sender.ReadAsync(People.Aino, id);
        server.EventPages[""] = SuomiFiServer.Page("next", SuomiFiServer.Event("Electronic message read", 1000, ReadAt));

        await CollectAsync(sender);

        Assert.Equal("LOCAL_MAILBOX", (await sender.StepsAsync(id))[^1].Channel);
    }

    private static Task CollectAsync(Sender sender) =>
        sender.Services.GetRequiredService<Receipts>().CollectAsync(TestContext.Current.CancellationToken);

    private static async Task<Guid> DeliveredAsync(Sender sender)
    {
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        return id;
    }
}
