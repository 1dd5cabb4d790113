using Grpc.Core;
using Mesh.ClientNotices.Tests.Hosts;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Letters;

public sealed class LetterTests
{
    [Fact]
    public async Task Letters_WhenMessagesFailed_AreListedWithWhatToPrintAndToWhomAndTheLookIsJournaled()
    {
        await using var sender = await FailingAsync();
        var first = await sender.SendAsync();
        sender.Clock.Set(SettableClock.Morning(14));
        var second = await sender.SendAsync(People.Eetu);
        await sender.DeliverAsync();

        var letters = (await sender.LettersAsync()).Letters;

        Assert.Equal([first.ToString(), second.ToString()], letters.Select(letter => letter.Message.MessageId));
        Assert.Equal([People.AinoText, "030988-917F"], letters.Select(letter => letter.PersonalIdentityCode));
        Assert.Contains("allekirjoita", letters[0].Message.Text.Fi, StringComparison.Ordinal);
        Assert.Equal("MAILBOX_NOT_IN_USE", letters[0].Message.Steps[^1].FailureCode);
        Assert.Contains("F33 ListLetters by professional", await sender.JournalAsync());
    }

    [Fact]
    public async Task Letters_WhenMessagesAreQueuedDeliveredOrRead_AreNotListed()
    {
        await using var sender = await Sender.OpenAsync();
        var read = await sender.SendAsync();
        await sender.SendAsync();
        await sender.DeliverAsync();
        await sender.ReadAsync(People.Aino, read);
        await sender.SendAsync();

        Assert.Empty((await sender.LettersAsync()).Letters);
    }

    [Fact]
    public async Task Letters_WhenThereAreMoreThanAPage_GoOnWhereTheyEnded()
    {
        await using var sender = await FailingAsync();
        for (var day = 1; day <= 3; day++)
        {
            sender.Clock.Set(SettableClock.Morning(day));
            await sender.SendAsync(reference: $"{day}");
        }

        await sender.DeliverAsync();
        var first = await sender.LettersAsync(2);
        var second = await sender.LettersAsync(2, first.NextPageToken);

        Assert.Equal(["1", "2", "3"], first.Letters.Concat(second.Letters).Select(letter => letter.Message.Reference));
    }

    [Fact]
    public async Task Letter_WhenPosted_IsProofAndOffTheList()
    {
        await using var sender = await FailingAsync();
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        sender.Clock.Set(SettableClock.Morning(15));

        var posted = await sender.PostAsync(id, "2023-11-14");

        Assert.Equal((id.ToString(), ServiceState.LetterPosted), (posted.MessageId, posted.State));
        var step = (await sender.StepsAsync(id))[^1];
        Assert.Equal((ServiceState.LetterPosted, "LETTER", new DateOnly(2023, 11, 14)), (step.State, step.Channel, step.PostedOn));
        Assert.Equal((SettableClock.Morning(15), sender.Machine.GetUtcNow()), (step.Time, step.RecordedAt));
        Assert.Empty((await sender.LettersAsync()).Letters);
        Assert.Equal("2023-11-14", (await sender.ListAsync(People.Aino)).Messages[0].Steps[^1].PostedOn);
        Assert.Contains("F33 LetterPosted", await sender.JournalAsync());
    }

    [Theory]
    [InlineData("2023-11-12", "BEFORE_FAILURE")]
    [InlineData("2023-11-13", null)]
    [InlineData("2023-11-15", null)]
    [InlineData("2023-11-16", "IN_FUTURE")]
    public async Task Letter_WhenTheDayOfPostingIsOnABoundary_IsRefusedOutsideFailureAndToday(string postedOn, string? violation)
    {
        await using var sender = await FailingAsync();
        var id = await sender.SendAsync();
        await sender.DeliverAsync();
        sender.Clock.Set(SettableClock.Morning(15));

        var refusal = (RpcException?)await Record.ExceptionAsync(() => sender.PostAsync(id, postedOn));

        Assert.Equal(violation, refusal is null ? null : Assert.Single(RefusalReader.ViolationsOf(refusal)).Code);
        Assert.Equal(violation is null ? ServiceState.LetterPosted : ServiceState.Failed, (await sender.RowAsync(id)).State);
    }

    [Fact]
    public async Task Letter_WhenNoneWaits_IsRefused()
    {
        await using var sender = await FailingAsync();
        var id = await sender.SendAsync();

        Assert.Equal("LETTER_NOT_WAITING", await RefusedAsync(() => sender.PostAsync(id, "2023-11-13")));
        await sender.DeliverAsync();
        await sender.PostAsync(id, "2023-11-13");
        Assert.Equal("LETTER_NOT_WAITING", await RefusedAsync(() => sender.PostAsync(id, "2023-11-13")));
        Assert.Equal("NO_BASIS", await RefusedAsync(() => sender.PostAsync(Guid.CreateVersion7(), "2023-11-13")));
        Assert.Equal(3, (await sender.StepsAsync(id)).Count);
    }

    [Fact]
    public async Task Letters_WhenProfessionalsHaveTies_AreThoseOfTiedClientsOnly()
    {
        var channel = new ScriptedChannel();
        channel.Always(new ChannelAnswer.Undeliverable("MAILBOX_NOT_IN_USE"));
        await using var sender = await Sender.OpenAsync(services => services
            .AddScoped<IClientNoticeChannel>(_ => channel)
            .AddLetterClients<OnlyWithReferenceMine>());
        var mine = await sender.SendAsync(People.Aino, reference: "mine");
        var anothers = await sender.SendAsync(People.Eetu);
        await sender.DeliverAsync();

        Assert.Equal(mine.ToString(), Assert.Single((await sender.LettersAsync()).Letters).Message.MessageId);
        Assert.Equal("NO_BASIS", await RefusedAsync(() => sender.PostAsync(anothers, "2023-11-13")));
        await sender.PostAsync(mine, "2023-11-13");
    }

    private static async Task<string?> RefusedAsync(Func<Task> call) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(call));

    private static Task<Sender> FailingAsync()
    {
        var channel = new ScriptedChannel();
        channel.Always(new ChannelAnswer.Undeliverable("MAILBOX_NOT_IN_USE"));
        return Sender.OpenAsync(channel);
    }

    private sealed class OnlyWithReferenceMine(DbContext database) : ILetterClients
    {
        public IQueryable<Guid>? SubjectsOf(Caller professional) =>
            database.Set<ClientNoticeRow>().Where(notice => notice.Reference == "mine").Select(notice => notice.SubjectId);
    }
}
