using Grpc.Core;
using Mesh.Hosting.Journal;
using Mesh.Messaging.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Receiving;

public sealed class InboxTests
{
    [Fact]
    public async Task Receive_WhenHandled_JournalsOnceInTheNoticesFlow()
    {
        await using var town = await Town.StartAsync();
        var notice = Town.Signed();
        var envelope = town.Envelope(notice);

        await ReceiveAsync(town, envelope);

        var row = Assert.Single(await town.Region.RowsAsync<JournalRow>());
        Assert.Equal(("PlanSigned received", "2296962-1/LABOUR_AUTHORITY", Road.Notice, "OK"), (row.Step, row.Counterpart, row.Road, row.Outcome));
        Assert.Equal((envelope.FlowId, Guid.Parse(notice.CaseId)), (row.FlowId, row.CaseId));
    }

    [Fact]
    public async Task Receive_WhenDeliveredTenTimesAtOnce_IsHandledOnce()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        var arrived = 0;
        var everybody = new TaskCompletionSource();
        town.Region.Script.Preparing = name =>
        {
            // All ten have found the inbox empty before any of them may write.
            if (name == "first" && Interlocked.Increment(ref arrived) == 10)
            {
                everybody.SetResult();
            }

            return name == "first" ? everybody.Task : Task.CompletedTask;
        };

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ReceiveAsync(town, envelope))));

        Assert.Equal(["first", "second"], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.What).Order());
        Assert.Single(await town.Region.RowsAsync<JournalRow>());
        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Receive_WhenADeliveryFailsOnWhatAnotherOneHasDone_IsHandledAndNotParked()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        var deliveries = 0;
        town.Region.Script.Preparing = async name =>
        {
            // It has found the inbox empty; before it goes on, the notice comes once more, and that one is done with it.
            if (name == "first" && Interlocked.Increment(ref deliveries) == 1)
            {
                await ReceiveAsync(town, envelope);
                throw new InvalidOperationException("There is what would be added.");
            }
        };

        await ReceiveAsync(town, envelope);

        Assert.Equal(2, deliveries);
        Assert.Equal(["first", "second"], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.What).Order());
        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Receive_WhenHandledAlready_PreparesNothing()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        await ReceiveAsync(town, envelope);

        await ReceiveAsync(town, envelope);

        Assert.Equal(2, town.Region.Script.Prepared);
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task Receive_WhenAnotherSourceUsesTheSameId_BothAreHandled()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        await ReceiveAsync(town, envelope);

        await town.Region.Receiver.ReceiveAsync(
            envelope with { Source = Participants.Kela }, Participants.Kela, TestContext.Current.CancellationToken);

        Assert.Equal(4, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task Receive_WhenOutOfOrder_NewestVersionStays()
    {
        await using var town = await Town.StartAsync();
        var caseId = Guid.CreateVersion7().ToString();

        foreach (var version in new[] { 2, 1, 3 })
        {
            await ReceiveAsync(town, town.Envelope(new PlanActivated { CaseId = caseId, CaseVersion = version, PlanVersion = 1 }));
        }

        Assert.Equal([2, 3], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.CaseVersion));
        Assert.Equal(3, (await town.Region.RowsAsync<InboxRow>()).Count);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "UNAVAILABLE")]
    [InlineData(StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED")]
    public async Task Receive_WhenAPeerCannotBeAsked_SenderKeepsTheNotice(StatusCode status, string code)
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Preparing = name => name == "first" ? throw new RpcException(new Status(status, "")) : Task.CompletedTask;
        var envelope = town.Envelope();

        var thrown = await Assert.ThrowsAsync<TransientNoticeException>(() => ReceiveAsync(town, envelope));

        Assert.Equal(code, thrown.Code);
        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
        Assert.Equal("second", Assert.Single(await town.Region.RowsAsync<Effect>()).What);

        town.Region.Script.Heal();
        await ReceiveAsync(town, envelope);
        Assert.Equal(["first", "second"], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.What).Order());
    }

    [Theory]
    [InlineData("KELA_UNREACHABLE", "KELA_UNREACHABLE")]
    [InlineData("Aino Testilä's days could not be had", "TRANSIENT")]
    public async Task Receive_WhenAHandlerSaysWhyNotNow_OnlyACodeGoesBackToTheSender(string said, string kept)
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Preparing = _ => throw new TransientNoticeException(said);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);

        await town.TeOffice.DispatchAsync();

        Assert.Equal(kept, Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).LastFailure);
    }

    [Fact]
    public async Task Receive_WhenCancelled_LeavesNothingAndParksNothing()
    {
        await using var town = await Town.StartAsync();
        using var stop = new CancellationTokenSource();
        town.Region.Script.Acting = async _ =>
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => town.Region.Receiver.ReceiveAsync(town.Envelope(), Participants.TeOffice, stop.Token));

        Assert.Empty(await town.Region.RowsAsync<Effect>());
        Assert.Empty(await town.Region.RowsAsync<InboxRow>());
        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
    }

    private static Task ReceiveAsync(Town town, NoticeEnvelope envelope) =>
        town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);
}
