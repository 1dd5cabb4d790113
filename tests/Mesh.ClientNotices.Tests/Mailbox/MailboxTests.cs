using Google.Protobuf;
using Grpc.Core;
using Mesh.ClientNotices.Tests.Hosts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Mailbox;

public sealed class MailboxTests
{
    [Fact]
    public async Task List_WhenThereAreMessages_HasThemNewestFirstWithProofAndWithoutText()
    {
        await using var sender = await Sender.OpenAsync();
        var first = await sender.SendAsync();
        await sender.DeliverAsync();
        sender.Clock.Set(SettableClock.Morning(14));
        var second = await sender.SendAsync(kind: ClientNoticeKind.ReviewDue, dueOn: new DateOnly(2023, 12, 1), reference: "7");
        await sender.SendAsync(People.Eetu);

        var listed = (await sender.ListAsync(People.Aino)).Messages;

        Assert.Equal([second.ToString(), first.ToString()], listed.Select(message => message.MessageId));
        Assert.All(listed, message => Assert.Null(message.Text));
        Assert.Equal((ServiceState.Queued, "2023-12-01", "7"), (listed[0].State, listed[0].DueOn, listed[0].Reference));
        Assert.Equal((ServiceState.Delivered, Sender.CaseId.ToString()), (listed[1].State, listed[1].CaseId));
        Assert.Equal([ServiceState.Queued, ServiceState.Delivered], listed[1].Steps.Select(step => step.State));
        Assert.Equal(SettableClock.Morning(13), listed[1].Steps[1].Time.ToDateTimeOffset());
        Assert.Equal(sender.Machine.GetUtcNow(), listed[1].Steps[1].RecordedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task List_WhenThereAreMoreThanAPage_GoesOnWhereItEnded()
    {
        await using var sender = await Sender.OpenAsync();
        for (var day = 1; day <= 3; day++)
        {
            sender.Clock.Set(SettableClock.Morning(day));
            await sender.SendAsync(reference: $"{day}");
        }

        var first = await sender.ListAsync(People.Aino, 2);
        var second = await sender.ListAsync(People.Aino, 2, first.NextPageToken);

        Assert.Equal(["3", "2", "1"], first.Messages.Concat(second.Messages).Select(message => message.Reference));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task List_WhenSomebodyIsUnknown_IsEmptyByTheSameStatements()
    {
        var sql = new SqlRecorder();
        await using var sender = await Sender.OpenAsync(sql: sql);
        await sender.KnowAsync(People.Aino);

        sql.Take();
        var known = await sender.ListAsync(People.Aino);
        var knownSql = sql.Take();
        var unknown = await sender.ListAsync(People.Nobody);

        Assert.Equal(known, unknown);
        Assert.Equal(knownSql, sql.Take());
    }

    [Fact]
    public async Task Read_WhenItIsOnesOwn_GivesTheTextAndProvesTheReading()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        sender.Clock.Set(SettableClock.Morning(15));

        var message = (await sender.ReadAsync(People.Aino, id)).Message;

        Assert.Equal(ServiceState.Read, message.State);
        Assert.StartsWith("Kaakkois-Suomen TE-toimisto on laatinut", message.Text.Fi, StringComparison.Ordinal);
        var read = message.Steps[^1];
        Assert.Equal((ServiceState.Read, "LOCAL_MAILBOX", SettableClock.Morning(15)), (read.State, read.Channel, read.Time.ToDateTimeOffset()));
        Assert.Equal(1, (await sender.JournalAsync()).Count(step => step == "F33 ClientNoticeRead"));
    }

    [Fact]
    public async Task Read_WhenReadAgain_KeepsTheFirstProof()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        var first = await sender.ReadAsync(People.Aino, id);
        sender.Clock.Set(SettableClock.Morning(20));
        sender.Machine.Advance(TimeSpan.FromDays(1));

        var second = await sender.ReadAsync(People.Aino, id);

        Assert.Equal(first, second);
        Assert.Equal(3, (await sender.StepsAsync(id)).Count);
        Assert.Equal(1, (await sender.JournalAsync()).Count(step => step == "F33 ClientNoticeRead"));
    }

    [Fact]
    public async Task Read_WhenTheRequestIsRepeated_GivesTheFirstOutcome()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync();
        var requestId = Sender.Id();

        Assert.Equal(await sender.ReadAsync(People.Aino, id, requestId), await sender.ReadAsync(People.Aino, id, requestId));
    }

    [Fact]
    public async Task Read_WhenItsOutcomeIsStored_HoldsNoWordOfTheMessage()
    {
        await using var sender = await Sender.OpenAsync();
        var id = await sender.SendAsync();
        await sender.ReadAsync(People.Aino, id);

        var kept = ReadMyMessageResponse.Parser.ParseFrom(Assert.Single(await sender.RowsAsync<RequestOutcome>()).Response);

        Assert.Equal(new ReadMyMessageResponse { Message = new ClientMessage { MessageId = id.ToString(), State = ServiceState.Read } }, kept);
    }

    [Fact]
    public async Task Read_WhenItIsAnothersOrThereIsNone_IsRefusedAlikeByTheSameStatements()
    {
        var sql = new SqlRecorder();
        await using var sender = await Sender.OpenAsync(sql: sql);
        var id = await sender.SendAsync();
        await sender.KnowAsync(People.Eetu);

        var anothers = await RefusedAsync(sender, sql, People.Eetu, id);
        var unknownPerson = await RefusedAsync(sender, sql, People.Nobody, id);
        var none = await RefusedAsync(sender, sql, People.Aino, Guid.CreateVersion7());

        Assert.Equal("NO_BASIS", anothers.Reason);
        Assert.Equal((anothers.Bytes, string.Join(';', anothers.Sql)), (unknownPerson.Bytes, string.Join(';', unknownPerson.Sql)));
        Assert.Equal((anothers.Bytes, string.Join(';', anothers.Sql)), (none.Bytes, string.Join(';', none.Sql)));
        Assert.Single(await sender.StepsAsync(id));
    }

    [Fact]
    public async Task Read_WhenALetterWaits_IsServiceAndTakesItOffTheList()
    {
        var channel = new ScriptedChannel();
        channel.Always(new ChannelAnswer.Undeliverable("MAILBOX_NOT_IN_USE"));
        await using var sender = await Sender.OpenAsync(channel);
        var id = await sender.SendAsync();
        await sender.DeliverAsync();

        await sender.ReadAsync(People.Aino, id);

        Assert.Empty((await sender.LettersAsync()).Letters);
        Assert.Equal(ServiceState.Read, (await sender.RowAsync(id)).State);
    }

    [Fact]
    public async Task Rows_WhenWritten_HoldNoIdentityCodeAndNoWords()
    {
        await using var sender = await Sender.OpenAsync();
        await sender.SendAsync(reference: "2");

        var row = Assert.Single(await sender.RowsAsync<ClientNoticeRow>());

        var held = string.Join(' ', typeof(ClientNoticeRow).GetProperties().Select(property => property.GetValue(row)));
        Assert.DoesNotContain(People.AinoText, held, StringComparison.Ordinal);
        Assert.DoesNotContain("suunnitelma", held, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(string? Reason, string Bytes, IReadOnlyList<string> Sql)> RefusedAsync(
        Sender sender, SqlRecorder sql, Identity.PersonalIdentityCode who, Guid id)
    {
        sql.Take();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => sender.ReadAsync(who, id));
        return (RefusalReader.ReasonOf(refusal), refusal.GetRpcStatus()!.ToByteString().ToBase64(), sql.Take());
    }
}
