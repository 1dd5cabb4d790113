using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Messaging.Tests.Parking;

public sealed class ParkedNoticeTests
{
    [Fact]
    public async Task Poison_WhenParked_IsVisibleStopsNothingAndReplaysAfterTheFix()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = name => name == "first" ? throw new InvalidDataException("Aino") : Task.CompletedTask;
        var poison = await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();

        var parked = Assert.Single((await Operator.ListAsync(town.Region)).Notices);
        Assert.Equal((poison.ToString(), "HANDLER_FAILED", Participants.TeOffice.Urn), (parked.NoticeId, parked.Reason, parked.Source));
        Assert.Equal("InvalidDataException", Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Detail);
        Assert.Equal("second", Assert.Single(await town.Region.RowsAsync<Effect>()).What);
        Assert.NotNull(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);
        Assert.DoesNotContain(town.Region.Log.Lines, line => line.Text.Contains("Aino", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<RpcException>(() => Operator.ReplayAsync(town.Region, parked.NoticeId));
        Assert.Equal((StatusCode.FailedPrecondition, "NOTICE_STILL_FAILS"), (refused.StatusCode, RefusalReader.ReasonOf(refused)));
        Assert.Single(await town.Region.RowsAsync<ParkedRow>());

        town.Region.Script.Heal();
        await Operator.ReplayAsync(town.Region, parked.NoticeId);

        Assert.Empty((await Operator.ListAsync(town.Region)).Notices);
        Assert.Equal(["first", "second"], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.What).Order());
        var gone = await Assert.ThrowsAsync<RpcException>(() => Operator.ReplayAsync(town.Region, parked.NoticeId));
        Assert.Equal((StatusCode.NotFound, "NOTICE_NOT_PARKED"), (gone.StatusCode, RefusalReader.ReasonOf(gone)));
    }

    [Fact]
    public async Task Replay_WhenAnOperatorActs_IsJournaledInTheNoticesFlow()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        var envelope = town.Envelope();
        await ReceiveAsync(town, envelope);

        await Assert.ThrowsAsync<RpcException>(() => Operator.ReplayAsync(town.Region, envelope.Id.ToString()));
        town.Region.Script.Heal();
        await Operator.ReplayAsync(town.Region, envelope.Id.ToString());

        var rows = (await town.Region.RowsAsync<JournalRow>()).Where(row => row.FlowId == envelope.FlowId).ToList();
        Assert.Equal(
            ["NOTICE_STILL_FAILS", "OK"],
            rows.Where(row => row.Step == "ReplayParkedNotice by operator" && row.Road == Road.Own).OrderBy(row => row.EntryId).Select(row => row.Outcome).Order());
        Assert.Equal(["HANDLER_FAILED", "OK"], rows.Where(row => row.Step == "PlanSigned received").Select(row => row.Outcome).Order());
    }

    [Fact]
    public async Task Replay_WhenNoticeWasTooOld_IsHandledBecauseAPersonDecidedSo()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope() with { RecordedAt = town.Time.GetUtcNow().AddDays(-90) };
        await ReceiveAsync(town, envelope);

        await Operator.ReplayAsync(town.Region, envelope.Id.ToString());

        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task Replay_WhenNoticeWasForged_StaysParked()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.Kela, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<RpcException>(() => Operator.ReplayAsync(town.Region, envelope.Id.ToString()));

        Assert.Equal("FORGED_SOURCE", Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Reason);
        Assert.Empty(await town.Region.RowsAsync<Effect>());
    }

    [Fact]
    public async Task Replay_WhenAForgedNoticeLiesUnderWhomItNames_IsRefused()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        await town.Region.InScopeAsync(async scope =>
        {
            await scope.GetRequiredService<ParkedNotices>()
                .ParkAsync(envelope, envelope.Source, new(ParkReasons.ForgedSource), TestContext.Current.CancellationToken);
            return true;
        });

        var refused = await Assert.ThrowsAsync<RpcException>(() => Operator.ReplayAsync(town.Region, envelope.Id.ToString()));

        Assert.Equal("NOTICE_STILL_FAILS", RefusalReader.ReasonOf(refused));
        Assert.Empty(await town.Region.RowsAsync<Effect>());
        Assert.Single(await town.Region.RowsAsync<ParkedRow>());
    }

    [Fact]
    public async Task Receive_WhenANoticeSaysItIsFromItsRecipient_IsParkedAsForged()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope() with { Source = Participants.Region };

        await town.Region.Receiver.ReceiveAsync(envelope, Participants.Region, TestContext.Current.CancellationToken);

        Assert.Equal("FORGED_SOURCE", Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Reason);
        Assert.Empty(await town.Region.RowsAsync<Effect>());
    }

    [Fact]
    public async Task Replay_WhenAForgedAndTheTrueNoticeShareAnId_TakesTheTrueOne()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();
        await town.Region.Receiver.ReceiveAsync(envelope, Participants.Kela, TestContext.Current.CancellationToken);
        town.Region.Script.Acting = _ => throw new InvalidDataException();
        await ReceiveAsync(town, envelope);
        town.Region.Script.Heal();

        await Operator.ReplayAsync(town.Region, envelope.Id.ToString());

        Assert.Equal("FORGED_SOURCE", Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Reason);
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task Receive_WhenParkedNoticeComesAgainAndWorks_IsParkedNoMore()
    {
        await using var town = await Town.StartAsync();
        town.Region.Script.Preparing = _ => throw new InvalidDataException();
        var envelope = town.Envelope();
        await ReceiveAsync(town, envelope);
        await ReceiveAsync(town, envelope);
        Assert.Single(await town.Region.RowsAsync<ParkedRow>());

        town.Region.Script.Heal();
        await ReceiveAsync(town, envelope);

        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task List_WhenPaged_GivesEachOnceOldestFirst()
    {
        await using var town = await Town.StartAsync();
        var ids = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            var envelope = town.Envelope() with { Recipient = Participants.Kela };
            ids.Add(envelope.Id.ToString());
            await ReceiveAsync(town, envelope);
        }

        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await Operator.ListAsync(town.Region, 2, token);
            Assert.InRange(page.Notices.Count, 1, 2);
            seen.AddRange(page.Notices.Select(notice => notice.NoticeId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(ids, seen);
        Assert.Equal(3, (await town.Region.RowsAsync<JournalRow>()).Count(row => row.Step == "ListParkedNotices by operator"));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(101, "")]
    [InlineData(0, "guessed")]
    public async Task List_WhenRequestIsMalformed_IsRefused(int size, string token)
    {
        await using var town = await Town.StartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => Operator.ListAsync(town.Region, size, token));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private static Task ReceiveAsync(Town town, NoticeEnvelope envelope) =>
        town.Region.Receiver.ReceiveAsync(envelope, Participants.TeOffice, TestContext.Current.CancellationToken);
}
