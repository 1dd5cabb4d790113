using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Who is written with whom, and what becomes of the others when one of them fails.</summary>
public sealed class LedgerQueueTests
{
    private const int Others = 8;

    [Fact]
    public async Task Disclose_WhenManyComeWhileOneIsWritten_AreCommittedTogetherAndNobodyWaitsForMore()
    {
        var batches = new BatchCounter();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, batches);
        var (first, others) = await HeldAsync(holder, batches, new TaskCompletionSource());

        Assert.Equal("NO_BASIS", await first);
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal("NO_BASIS", outcome));
        Assert.Equal((2, Others + 1), (batches.Batches, batches.Rows));
        Assert.Equal(Others + 1, (await holder.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Disclose_WhenABatchFails_EachIsWrittenAlone()
    {
        var batches = new BatchCounter();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, batches);
        var (first, others) = await HeldAsync(holder, batches, new TaskCompletionSource(), failsAt: 2);

        Assert.Equal("NO_BASIS", await first);
        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal("NO_BASIS", outcome));
        Assert.Equal(Others + 1, (await holder.LedgerAsync()).Count);
        Assert.Equal(Others + 1, (await holder.JournalAsync()).Count);
    }

    [Fact]
    public async Task Write_WhenACallIsGivenUp_IsNotWrittenAndTheOthersAre()
    {
        var batches = new BatchCounter();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, batches);
        using var givenUp = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        batches.Before = batch => batch == 1 ? release.Task : Task.CompletedTask;
        var subjects = new List<Guid>();
        foreach (var person in People.Many().Take(4))
        {
            subjects.Add(await holder.KnowAsync(person));
        }

        var writes = new List<Task<AttemptFate>>();
        foreach (var (subject, at) in subjects.Select((subject, at) => (subject, at)))
        {
            writes.Add(holder.InAsync(services => services.Get<LedgerQueue>().WriteAsync(
                LedgerBatchTests.Row(services, subject, at), at is 0 or 2 ? givenUp.Token : CancellationToken.None)));
            if (at == 0)
            {
                await Eventually.TrueAsync(() => batches.Batches == 1);
            }
        }

        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writes[0]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writes[2]);
        release.SetResult();

        Assert.Equal([AttemptFate.Written, AttemptFate.Written], await Task.WhenAll(writes[1], writes[3]));

        // The first was on its way already and cannot be called back; the third had not set out.
        Assert.Equal([subjects[0], subjects[1], subjects[3]], (await holder.LedgerAsync()).OrderBy(entry => entry.SubjectId).Select(entry => entry.SubjectId));
    }

    [Fact]
    public async Task Disclose_WhenAWithdrawalHoldsOnesGate_OthersAreNotHeldUpAndThatOneIsDecidedAnew()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.RegisterAsync(TestHolder.Form(People.Eetu, People.Region));
        var aino = await holder.KnowAsync(People.Aino);
        var before = await holder.InAsync(services => services.Get<SubjectGate>().RevisionAsync(aino, CancellationToken.None));
        var (isHeld, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var act = holder.ActAsync(async (services, token) =>
        {
            await services.Get<SubjectGate>().AdvanceAsync(aino, token);
            isHeld.TrySetResult();
            await release.Task;
        });
        await isHeld.Task;

        var ofAino = Task.Run(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        if (TestStorage.IsPostgres)
        {
            // On SQLite the act holds the whole database: there is one writer at a time. On PostgreSQL a lock is given up after ten seconds.
            await holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)).WaitAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        }

        Assert.False(ofAino.IsCompleted);
        release.SetResult();
        await act;
        await ofAino;
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        Assert.Equal("CONSENT_REVOKED", await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino))));

        // Decided anew after the act: the row says where the gate stood then.
        Assert.Equal(before + 1, (await holder.LedgerAsync()).First(entry => entry.SubjectId == aino).GateRevision);
    }

    // One attempt whose writing is held until all the others are waiting.
    private static async Task<(Task<string?> First, IReadOnlyList<Task<string?>> Others)> HeldAsync(
        TestHolder holder, BatchCounter batches, TaskCompletionSource release, int failsAt = 0)
    {
        batches.Before = async batch =>
        {
            await (batch == 1 ? release.Task : Task.CompletedTask);
            if (batch == failsAt)
            {
                throw new InvalidOperationException("As the test wants.");
            }
        };
        var first = Task.Run(() => JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino))));
        await Eventually.TrueAsync(() => batches.Batches == 1);
        var others = People.Many().Take(Others).Select(person => Task.Run(() => JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(person))))).ToList();
        await Eventually.TrueAsync(() => holder.InAsync(services => Task.FromResult(services.Get<LedgerQueue>().Waiting == Others)));
        release.SetResult();
        return (first, others);
    }
}
