using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Two real holders' books, held against one another; each code is provoked once.</summary>
public sealed class ReconcileTests
{
    [Fact]
    public async Task Reconcile_WhenBothSidesWroteTheSame_FindsNothing()
    {
        await using var both = await TwoSides.OpenAsync();
        Assert.IsType<DoorAnswer.Given>(await both.AskAsync());
        await both.Town.WithdrawAsync(People.Aino, await ConsentAsync(both));
        Assert.IsType<DoorAnswer.Withheld>(await both.AskAsync());

        // Away before it reached the town: the region says that it sent, and not that anything arrived.
        Assert.IsType<DoorAnswer.Unreachable>(await DoorTests.AskAsync(both.Region, _ => throw new RpcException(new Status(StatusCode.Unavailable, ""))));
        await both.SettleAsync();

        var (region, town) = (await TwoSides.ReconcileAsync(both.Region, People.Municipality), await TwoSides.ReconcileAsync(both.Town, People.Region));

        Assert.Equal(("", ""), (TwoSides.Text(region), TwoSides.Text(town)));
        Assert.Equal((People.Municipality.ToString(), 3, 1), Compared(region));
        Assert.Equal((People.Region.ToString(), 3, 0), Compared(town));
    }

    [Fact]
    public async Task Reconcile_WhenTheHolderHasNoStatementOfAnAnsweredRequest_SaysSentNotReceived()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "DELETE FROM answered_request");

        Assert.Equal(("SENT_NOT_RECEIVED STATEMENT", "SENT_NOT_RECEIVED STATEMENT"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheAnswerNeverArrived_SaysThatTheReceiptWasSentNotReceived()
    {
        await using var both = await TwoSides.OpenAsync();
        Assert.IsType<DoorAnswer.Unreachable>(await both.AskInVainAsync());
        await both.SettleAsync();

        Assert.Equal(("SENT_NOT_RECEIVED RECEIPT", "SENT_NOT_RECEIVED RECEIPT"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheRequesterDoesNotSayThatItAsked_SaysReceivedNotSent()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Region, "DELETE FROM asked_request");

        Assert.Equal(("RECEIVED_NOT_SENT STATEMENT", "RECEIVED_NOT_SENT STATEMENT"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheHolderDoesNotSayThatItGaveAReceipt_SaysReceivedNotSent()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE answered_request SET receipt = NULL");

        Assert.Equal(("RECEIVED_NOT_SENT RECEIPT", "RECEIVED_NOT_SENT RECEIPT"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheStatementsAreNotTheSame_SaysStatementDiffers()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE answered_request SET statement_sha256 = @digest", ("@digest", new byte[32]));

        Assert.Equal(("STATEMENT_DIFFERS", "STATEMENT_DIFFERS"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheReceiptsAreNotTheSame_SaysReceiptDiffers()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE answered_request SET receipt = (SELECT min(receipt) FROM answered_request)");

        Assert.Equal(("RECEIPT_DIFFERS", "RECEIPT_DIFFERS"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheRequesterShowsAReceiptThatTheHolderDidNotSign_SaysReceiptDiffers()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE answered_request SET receipt = 'a.b.c'");
        await TwoSides.TamperAsync(both.Region, "UPDATE asked_request SET receipt = 'a.b.c'");

        Assert.Equal(("RECEIPT_DIFFERS", "RECEIPT_DIFFERS"), await both.FindingsAsync());
    }

    [Theory]
    [InlineData("UPDATE disclosure_ledger SET flow = 'F99'")]
    [InlineData("UPDATE disclosure_ledger SET purpose = 'NO_PURPOSE_AT_ALL'")]
    public async Task Reconcile_WhenASealedEntryWasChanged_SaysEntryDiffersByTheOtherSidesReceipt(string change)
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, change);

        Assert.Equal(("ENTRY_DIFFERS", "ENTRY_DIFFERS"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenAnEntryWasChangedBetweenCommitAndSealing_IsCaughtByTheOtherSidesReceipt()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE disclosure_ledger SET flow = 'F99'");
        await both.SettleAsync();

        // The tree itself is whole: nothing of the town's own shows it.
        Assert.Empty(await both.Town.InAsync(services => services.Get<LedgerAudit>().RunAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(("ENTRY_DIFFERS, PROMISE_MISSED", "ENTRY_DIFFERS, PROMISE_MISSED"), await both.FindingsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reconcile_WhenTheEntryIsNotInTheTree_SaysPromiseMissed(bool isRemoved)
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.Town.SealAsync();
        await both.AskAsync();
        if (isRemoved)
        {
            await TwoSides.TamperAsync(both.Town, "DELETE FROM disclosure_ledger WHERE entry_id = (SELECT max(entry_id) FROM disclosure_ledger)");
            await both.SettleAsync();
        }
        else
        {
            both.Move(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(("PROMISE_MISSED", "PROMISE_MISSED"), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheEntryWasErasedAndItsLeafStays_FindsNothing()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "DELETE FROM disclosure_ledger");
        await TwoSides.TamperAsync(both.Town, "DELETE FROM ledger_opening");

        Assert.Equal(("", ""), await both.FindingsAsync());
    }

    [Fact]
    public async Task Reconcile_WhenTheCheckpointIsNotSignedByTheHoldersKey_SaysPromiseMissed()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        var note = SignedNote.TryRead((await both.Town.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize))[^1].Note)!;
        using var madeUp = TestLedgerKeys.New(People.Municipality.Urn);
        await TwoSides.TamperAsync(both.Town, "UPDATE ledger_checkpoint SET note = @note", ("@note", madeUp.Sign(note.Text).ToString()));

        Assert.Equal("PROMISE_MISSED", (await both.FindingsAsync()).Region);
    }

    [Fact]
    public async Task Reconcile_WhenACounterpartIsAway_SaysSoOfIt()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        both.Region.Ledgers.All.Clear();

        var all = await TwoSides.ReconcileAsync(both.Town, with: null);

        Assert.Equal("UNREACHABLE", (await both.FindingsAsync()).Region);
        Assert.All(all.Findings, finding => Assert.Equal(FindingCode.Unreachable, finding.Code));
        Assert.Contains(People.Kela.ToString(), all.Findings.Select(finding => finding.Counterpart));
        Assert.Equal((People.Region.ToString(), 1, 0), Compared(all));
    }

    [Fact]
    public async Task Reconcile_WhenSomebodyHasLeftTheDirectory_SaysThatItCannotBeReached()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.SettleAsync();
        await TwoSides.TamperAsync(both.Town, "UPDATE answered_request SET requester = '1234567-1/MUNICIPALITY'");

        Assert.Contains("1234567-1/MUNICIPALITY", (await TwoSides.ReconcileAsync(both.Town, with: null)).Findings.Select(finding => finding.Counterpart));
    }

    [Fact]
    public async Task Reconcile_WhenClocksDifferAtTheEdgeOfThePeriod_FindsNothing()
    {
        await using var both = await TwoSides.OpenAsync();
        both.Town.Time.Advance(TimeSpan.FromMinutes(4));
        var edge = both.Region.Time.GetUtcNow() + TimeSpan.FromMinutes(2);
        Assert.IsType<DoorAnswer.Given>(await both.AskAsync());
        await both.SettleAsync();

        // The region's row is before the edge, the town's after it.
        var before = await TwoSides.ReconcileAsync(both.Region, Ask(edge - TimeSpan.FromHours(1), edge));
        var after = await TwoSides.ReconcileAsync(both.Region, Ask(edge, edge + TimeSpan.FromMinutes(10)));

        Assert.Equal(("", 1), (TwoSides.Text(before), Compared(before).Exchanges));
        Assert.Equal(("", 1), (TwoSides.Text(after), Compared(after).Exchanges));
    }

    [Fact]
    public async Task Reconcile_WhenWhatPassedIsYoung_DoesNotJudgeItYet()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskInVainAsync();

        var response = await TwoSides.ReconcileAsync(both.Region, People.Municipality);

        Assert.Equal(("", 0), (TwoSides.Text(response), Compared(response).Exchanges));
        Assert.True(response.JudgedUntil.ToDateTimeOffset() < both.Region.Time.GetUtcNow() - TimeSpan.FromMinutes(5));
        Assert.Empty((await TwoSides.ReconcileAsync(both.Region, Ask(both.Region.Time.GetUtcNow(), both.Region.Time.GetUtcNow().AddHours(1)))).Counterparts);
    }

    private static ReconcileRequest Ask(DateTimeOffset since, DateTimeOffset until) =>
        new() { Since = since.ToTimestamp(), Until = until.ToTimestamp(), Counterpart = People.Municipality.ToString() };

    private static (string Counterpart, int Exchanges, int Promises) Compared(ReconcileResponse response)
    {
        var one = Assert.Single(response.Counterparts);
        return (one.Counterpart, one.Exchanges, one.Promises);
    }

    private static async Task<string> ConsentAsync(TwoSides both) =>
        (await both.Town.RowsAsync<ConsentRevision>(row => row.ConsentId))[0].ConsentId.ToString();
}
