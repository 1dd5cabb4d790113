using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

/// <summary>Consents and refusals that are over go at the end of their time, whole; those that still count, and those that entries rest on, stay.</summary>
public sealed class ActRetentionTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task Run_WhenAConsentWasWithdrawn_ErasesItWithItsReceiptsFromTheDayAfterItsLastOn(int days, int erased)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var open = await RegisterAsync(holder, through: "2123-12-31");
        var withdrawn = await RegisterAsync(holder, through: "2123-12-31");
        await holder.WithdrawAsync(People.Aino, withdrawn.ToString());
        holder.MoveBeyond(days);

        Assert.Equal(Told(erased), Retaining.Text(await holder.RetainAsync(isDryRun: true)));
        Assert.Equal(3, await ConsentRevisionsAsync(holder));
        Assert.Equal(Told(erased), Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(3 - (2 * erased), await ConsentRevisionsAsync(holder));
        Assert.Equal(3 - (2 * erased), (await holder.RowsAsync<ConsentReceiptRow>(row => row.RecordId)).Count);
        Assert.Contains(await holder.RowsAsync<ConsentRevision>(row => row.Revision), row => row.ConsentId == open);
        await holder.SealAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    // Its last day is ten days after it was registered, by the machine's clock: it is that day that counts, not the registration.
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public async Task Run_WhenAConsentExpired_CountsFromItsLastValidDay(int days, int erased)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await RegisterAsync(holder, through: $"{HelsinkiTime.DateOf(holder.Time.GetUtcNow()).AddDays(10):yyyy-MM-dd}");
        holder.MoveBeyond(days);

        Assert.Equal(Told(erased), Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(1 - erased, await ConsentRevisionsAsync(holder));
    }

    [Fact]
    public async Task Run_WhenARefusalWasLifted_ErasesItAndKeepsTheOneThatBars()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var bars = await RefuseAsync(holder);
        var lifted = await RefuseAsync(holder);
        await holder.LiftMineAsync(People.Aino, lifted);
        holder.MoveBeyond(1);

        Assert.Equal(Told(1), Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(bars, Assert.Single(await holder.RowsAsync<RefusalRevision>(row => row.Revision)).RefusalId.ToString());
        Assert.Equal(bars, Assert.Single(await holder.RowsAsync<ConsentReceiptRow>(row => row.RecordId)).RecordId.ToString());
    }

    [Fact]
    public async Task Run_WhenAnEntryRestsOnIt_KeepsItUntilTheEntryIsGone()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder, through: "2023-12-31");
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.WithdrawAsync(People.Aino, consent.ToString());
        await holder.SealAsync();
        var entry = Assert.Single(await holder.LedgerAsync());
        Assert.Equal(consent, entry.ConsentId);
        await holder.HoldAsync(entry.EntryId);
        holder.MoveBeyond(1);

        Assert.Equal("Disclosures 0 1 0; Askings 0 0 0; ClientActs 0 1 0", Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(2, await ConsentRevisionsAsync(holder));
        await holder.LiftAsync(entry.EntryId);
        Assert.Equal("Disclosures 1 0 0; Askings 0 0 0; ClientActs 1 0 0", Retaining.Text(await holder.RetainAsync(isDryRun: true)));
        Assert.Equal("Disclosures 1 0 0; Askings 0 0 0; ClientActs 1 0 0", Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(0, await ConsentRevisionsAsync(holder));
        Assert.Equal([1, 1], (await holder.RowsAsync<LedgerErasureRow>(row => row.ErasureId)).Select(row => row.Others));
    }

    [Fact]
    public async Task Run_WhenThePersonOrTheConsentIsHeld_KeepsItUntilTheHoldIsLifted()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder, through: "2023-12-31");
        var subject = await holder.KnowAsync(People.Aino);
        holder.MoveBeyond(1);
        foreach (var held in new[] { consent, subject })
        {
            await holder.HoldAsync(held);
            Assert.Equal("Disclosures 0 0 0; Askings 0 0 0; ClientActs 0 1 0", Retaining.Text(await holder.RetainAsync()));
            await holder.LiftAsync(held);
        }

        Assert.Equal(Told(1), Retaining.Text(await holder.RetainAsync()));
    }

    [Fact]
    public async Task Run_WhenThereAreMoreThanABatchOfBothKinds_ErasesAllOfThem()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder, through: "2023-12-31");
        var refusal = Guid.Parse(await RefuseAsync(holder));
        var (given, refused) = (Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision)), Assert.Single(await holder.RowsAsync<RefusalRevision>(row => row.Revision)));
        await holder.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(
                Enumerable.Range(0, RetentionJob.Batch).Select(_ => (object)(given with { ConsentId = Guid.CreateVersion7() }))
                    .Concat(Enumerable.Range(0, RetentionJob.Batch + 1).Select(_ => refused with { RefusalId = Guid.CreateVersion7(), Act = RefusalAct.Lifted })));
            return Task.CompletedTask;
        });
        holder.MoveBeyond(1);

        Assert.Equal(Told((2 * RetentionJob.Batch) + 2), Retaining.Text(await holder.RetainAsync()));
        Assert.DoesNotContain(await holder.RowsAsync<ConsentRevision>(row => row.Revision), row => row.ConsentId == consent);
        Assert.Equal(refusal, Assert.Single(await holder.RowsAsync<RefusalRevision>(row => row.Revision)).RefusalId);
    }

    [Fact]
    public async Task Withdraw_WhenSentAgainAfterItsReceiptIsErased_HasItsFirstOutcomeAndNoReceipt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var (consent, requestId) = ((await RegisterAsync(holder, through: "2023-12-31")).ToString(), TestHolder.Id());
        var first = await holder.WithdrawAsync(People.Aino, consent, requestId);
        holder.MoveBeyond(1);
        await holder.RetainAsync();

        var again = await holder.WithdrawAsync(People.Aino, consent, requestId);

        Assert.NotEmpty(first.Receipt);
        Assert.Equal((consent, 2, ""), (again.ConsentId, again.Revision, again.Receipt));
    }

    private static string Told(int erased) => $"Disclosures 0 0 0; Askings 0 0 0; ClientActs {erased} 0 0";

    private static async Task<int> ConsentRevisionsAsync(TestHolder holder) => (await holder.RowsAsync<ConsentRevision>(row => row.Revision)).Count;

    private static async Task<Guid> RegisterAsync(TestHolder holder, string through) =>
        Guid.Parse((await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region, through: through))).ConsentId);

    private static async Task<string> RefuseAsync(TestHolder holder) =>
        (await holder.RefuseAsync(People.Aino, ClientCalls.Refuse())).RefusalId;
}
