using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Messaging.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging.Tests.Parking;

/// <summary>An operator looks at a parked notice, or gives it up.</summary>
public sealed class DiscardTests
{
    [Fact]
    public async Task Show_WhenANoticeIsParked_TellsItWhole()
    {
        await using var town = await Town.StartAsync();
        var id = await ParkAsync(town);

        var shown = await Operator.ShowAsync(town.Region, id);

        Assert.Equal((id, "InvalidDataException"), (shown.Notice.NoticeId, shown.Detail));
        Assert.Contains(id, shown.Envelope, StringComparison.Ordinal);
        Assert.Contains(await town.Region.RowsAsync<JournalRow>(), row => row.Step == "GetParkedNotice by operator");
    }

    [Fact]
    public async Task Discard_WhenANoticeIsGivenUp_IsGoneFromTheListAndKeptWithItsReason()
    {
        await using var town = await Town.StartAsync();
        var id = await ParkAsync(town);
        var request = new DiscardParkedNoticeRequest { RequestId = Guid.CreateVersion7().ToString(), NoticeId = id, ReasonCode = "DUPLICATE_OF_LETTER" };

        await Operator.DiscardAsync(town.Region, request);
        await Operator.DiscardAsync(town.Region, request);

        Assert.Empty((await Operator.ListAsync(town.Region)).Notices);
        var kept = Assert.Single(await town.Region.RowsAsync<ParkedRow>());
        Assert.Equal("DUPLICATE_OF_LETTER", kept.DiscardReason);
        Assert.NotNull(kept.DiscardedAt);
        var step = Assert.Single(await town.Region.RowsAsync<JournalRow>(), row => row.Step == "DiscardParkedNotice by operator");
        Assert.Equal((kept.FlowId, "DUPLICATE_OF_LETTER"), (step.FlowId, step.Outcome));
        foreach (var act in (Func<Task>[])
            [
                () => Operator.ShowAsync(town.Region, id),
                () => Operator.ReplayAsync(town.Region, id),
                () => Operator.DiscardAsync(town.Region, new() { RequestId = Guid.CreateVersion7().ToString(), NoticeId = id, ReasonCode = "AGAIN" }),
            ])
        {
            Assert.Equal("NOTICE_NOT_PARKED", RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(act)));
        }
    }

    [Fact]
    public async Task Discard_WhenTheNoticeFailsOnceMore_WaitsAgain()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        var envelope = town.Envelope();
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);
        await Operator.DiscardAsync(
            town.Region, new() { RequestId = Guid.CreateVersion7().ToString(), NoticeId = envelope.Id.ToString(), ReasonCode = "UNWANTED" });

        await town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);

        Assert.Equal(envelope.Id.ToString(), Assert.Single((await Operator.ListAsync(town.Region)).Notices).NoticeId);
    }

    private static async Task<string> ParkAsync(Town town)
    {
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        var id = await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        return id.ToString();
    }
}
