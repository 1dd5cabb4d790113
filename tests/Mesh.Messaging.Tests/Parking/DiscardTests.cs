using System.Text;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task Discard_WhenUnreadableBytesComeOnceMore_WaitsAgain()
    {
        await using var town = await Town.StartAsync();
        var arrival = new Arrival("no envelope"u8.ToArray(), null, "", 0);
        Task ParkAsync() => town.Region.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<UnreadableNotices>().ParkAsync(arrival, Participants.Region, TestContext.Current.CancellationToken);
            return true;
        });
        await ParkAsync();
        var id = Assert.Single((await Operator.ListAsync(town.Region)).Notices).NoticeId;
        await Operator.DiscardAsync(town.Region, new() { RequestId = Guid.CreateVersion7().ToString(), NoticeId = id, ReasonCode = "TOLD_SENDER" });
        Assert.Empty((await Operator.ListAsync(town.Region)).Notices);

        await ParkAsync();

        Assert.Equal(id, Assert.Single((await Operator.ListAsync(town.Region)).Notices).NoticeId);
    }

    // One is kept under Kela, who brought it under the TE office's name; giving that up must not give up the true one.
    [Fact]
    public async Task Discard_WhenAForgedAndTheTrueNoticeShareAnId_WantsToKnowWhose()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        var envelope = town.Envelope();
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.Kela, TestContext.Current.CancellationToken);
        var request = new DiscardParkedNoticeRequest { RequestId = Guid.CreateVersion7().ToString(), NoticeId = envelope.Id.ToString(), ReasonCode = "FORGED" };

        var refused = await Assert.ThrowsAsync<RpcException>(() => Operator.DiscardAsync(town.Region, request.Clone()));
        Assert.Equal("SEVERAL_NOTICES_PARKED", RefusalReader.ReasonOf(refused));
        Assert.Equal([Participants.TeOffice.ToString(), Participants.Kela.ToString()], (await Operator.ListAsync(town.Region)).Notices.Select(notice => notice.BroughtBy));

        request.BroughtBy = Participants.Kela.ToString();
        await Operator.DiscardAsync(town.Region, request);

        Assert.Equal(Participants.TeOffice.ToString(), Assert.Single((await Operator.ListAsync(town.Region)).Notices).BroughtBy);
    }

    [Theory]
    [InlineData("""{"caseId":"Aino Testila"}""")]
    [InlineData("""{"caseId":"018b3c11-7d00-7a41-9c4d-0d1f6a5e9499","clientName":"Aino Testila","reason":"masennus"}""")]
    public async Task Show_WhenOthersSentMoreThanIdsAndCodes_ShowsAndKeepsNoneOfItInTheClear(string data)
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        var envelope = town.Envelope() with { Data = data };
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);

        var shown = await Operator.ShowAsync(town.Region, envelope.Id.ToString());

        Assert.Contains(envelope.Id.ToString(), shown.Envelope, StringComparison.Ordinal);
        foreach (var written in (string[])[shown.Envelope, Encoding.UTF8.GetString(Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Envelope)])
        {
            Assert.DoesNotContain("Aino", written, StringComparison.Ordinal);
            Assert.DoesNotContain("masennus", written, StringComparison.Ordinal);
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
