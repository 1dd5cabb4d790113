using Grpc.Core;
using Mesh.Hosting.Health;
using Mesh.Hosting.Signing;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The requester has what receipts promised proven to it, once their time has passed.</summary>
public sealed class ReceiptSweepTests
{
    // The machine's time runs on while a test sets it.
    private static readonly TimeSpan Running = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 1)]
    public async Task Look_WhenTheTimeOfTheReceiptHasPassed_RecordsThatItWasProven(int side, int proven)
    {
        await using var both = await TwoSides.OpenAsync();
        using var measurements = new MeasurementCollector();
        await both.AskAsync();
        await both.Town.SealAsync();
        both.Move(ReceiptSweep.Settled + (side * Running));

        await LookAsync(both.Region);
        await LookAsync(both.Region);
        var rows = await RowsAsync(both.Region);
        Assert.Equal(proven, rows.Count(row => row.Outcome == PromiseOutcome.Proven && row.TreeSize == 1 && row.Holder == People.Municipality.ToString()));
        Assert.Equal(proven, rows.Count);
        Assert.Equal(proven, measurements.Of("mesh.receipts.looked_up").Count(one => one["mesh.participant"] == People.Region.ToString() && one["mesh.outcome"] == "proven"));
        Assert.Equal((true, "0 holders could not be asked last"), await PromiseAsync(both.Region));
        Assert.Empty(await AlarmsAsync(both.Region));
    }

    [Fact]
    public async Task Look_WhenTheHolderDoesNotProveIt_RaisesAnAlarmThatConvictsAndStaysInReconcilingThoughItIsProvenLater()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.Town.SealAsync();
        await both.AskAsync();
        both.Move(ReceiptSweep.Settled + Running);

        await LookAsync(both.Region);
        await LookAsync(both.Region);
        Assert.Equal(PromiseOutcome.Missed, Assert.Single(await RowsAsync(both.Region)).Outcome);
        var alarm = Assert.Single(await AlarmsAsync(both.Region));
        Assert.Equal((People.Municipality.ToString(), LedgerAlarmKind.PromiseMissed), (alarm.Ledger, alarm.Kind));

        // By the keys of the directory alone: the holder's receipt, and its own checkpoint of a tree without a leaf.
        Assert.Equal(0, SignedCheckpoint.TryVerify(SignedNote.TryRead(alarm.SeenNote!), People.Municipality, new TestLedgerKeys())!.Size);
        Assert.NotNull(await both.Region.InAsync(services => Task.FromResult(Receipt.Read(alarm.ShownNote!, People.Municipality, services.Get<StatementKeys>()))));
        Assert.Equal((false, "0162193-3/MUNICIPALITY MISSED 1, 0 holders could not be asked last"), await PromiseAsync(both.Region));

        await both.Town.SealAsync();
        await LookAsync(both.Region);
        Assert.Equal(("PROMISE_MISSED", ""), await both.FindingsAsync());
        both.Move(TimeSpan.FromDays(1));
        Assert.True((await PromiseAsync(both.Region)).Kept);
        Assert.Single(await AlarmsAsync(both.Region));
    }

    [Fact]
    public async Task Look_WhenTheHolderIsAway_WaitsLongerEachTimeAndLosesNothing()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.Town.SealAsync();
        var (there, away) = (both.Region.Ledgers.All[People.Municipality], new CountedLedger(StatusCode.Unavailable));
        both.Region.Ledgers.All[People.Municipality] = away;
        both.Move(ReceiptSweep.Settled + Running);

        // 1, 2, 4, … minutes, at most an hour.
        int[] minutes = [1, 2, 4, 8, 16, 32, 60, 60];
        for (var time = 0; time < minutes.Length; time++)
        {
            await LookAsync(both.Region);
            Assert.Equal(time + 1, away.Checkpoints);
            both.Move(TimeSpan.FromMinutes(minutes[time]) - Running);
            await LookAsync(both.Region);
            Assert.Equal(time + 1, away.Checkpoints);
            both.Move(Running);
        }

        Assert.Equal((true, "1 holders could not be asked last"), await PromiseAsync(both.Region));
        Assert.Empty(await RowsAsync(both.Region));
        both.Region.Ledgers.All[People.Municipality] = there;
        await LookAsync(both.Region);
        Assert.Equal(PromiseOutcome.Proven, Assert.Single(await RowsAsync(both.Region)).Outcome);
        Assert.Equal((true, "0 holders could not be asked last"), await PromiseAsync(both.Region));
    }

    [Fact]
    public async Task Look_WhenOneProofIsNotAnswered_JudgesTheOthersAndBreaksThePromiseAfterHours()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.AskAsync();
        await both.Town.SealAsync();
        var (there, first) = (both.Region.Ledgers.All[People.Municipality], (await both.Region.RowsAsync<AskedRequest>(row => row.AnsweredAt))[0]);
        both.Region.Ledgers.All[People.Municipality] = new LeavingOne(there, first.EntryId!.Value);
        both.Move(ReceiptSweep.Settled + Running);

        await LookAsync(both.Region);
        var proven = Assert.Single(await RowsAsync(both.Region));
        Assert.Equal((PromiseOutcome.Proven, false), (proven.Outcome, proven.EntryId == first.EntryId));
        Assert.Equal(("UNREACHABLE", ""), await both.FindingsAsync());

        // The time goes by the answer, and the machine's runs on.
        both.Move(first.AnsweredAt + ReceiptSweep.LongestUnanswered - both.Region.Time.GetUtcNow() - Running);
        await LookAsync(both.Region);
        Assert.Equal((true, "0 holders could not be asked last"), await PromiseAsync(both.Region));
        both.Move(2 * Running);
        await LookAsync(both.Region);
        Assert.Equal((false, "0162193-3/MUNICIPALITY UNANSWERED 1, 0 holders could not be asked last"), await PromiseAsync(both.Region));
        Assert.Empty(await AlarmsAsync(both.Region));

        both.Region.Ledgers.All[People.Municipality] = there;
        await LookAsync(both.Region);
        Assert.Equal([PromiseOutcome.Proven, PromiseOutcome.Proven], (await RowsAsync(both.Region)).Select(row => row.Outcome));
        Assert.Equal((true, "0 holders could not be asked last"), await PromiseAsync(both.Region));
    }

    [Fact]
    public async Task Look_WhenThereAreManyReceipts_AsksForABoundedNumberAtOnceAndForEachOnce()
    {
        await using var region = await TestHolder.OpenAsync(People.Region);
        var town = new CountedLedger(StatusCode.NotFound);
        region.Ledgers.All[People.Municipality] = town;
        await region.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(Enumerable.Range(0, ReceiptSweep.Most + 2).Select(_ => Answered(region.Time.GetUtcNow())));
            return Task.CompletedTask;
        });
        region.Time.Advance(ReceiptSweep.Settled + Running);

        int[] looked = [ReceiptSweep.Most, ReceiptSweep.Most + 2, ReceiptSweep.Most + 2];
        foreach (var expected in looked)
        {
            await LookAsync(region);
            Assert.Equal(expected, (await RowsAsync(region)).Count(row => row.Outcome == PromiseOutcome.Missed));
        }
    }

    [Fact]
    public async Task Look_WhenTheOwnBookWasEdited_AccusesNobodyElse()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.Town.SealAsync();
        await TwoSides.TamperAsync(both.Region, "UPDATE asked_request SET receipt = 'e30.e30.e30'");
        both.Move(ReceiptSweep.Settled + Running);

        await LookAsync(both.Region);
        Assert.Equal(PromiseOutcome.Unreadable, Assert.Single(await RowsAsync(both.Region)).Outcome);
        Assert.Empty(await AlarmsAsync(both.Region));
        Assert.Equal((false, "0162193-3/MUNICIPALITY UNREADABLE 1, 0 holders could not be asked last"), await PromiseAsync(both.Region));
    }

    [Fact]
    public async Task Service_WhenItLooks_AsksEveryOtherOfTheDirectory()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskAsync();
        await both.Town.SealAsync();
        both.Move(ReceiptSweep.Settled + Running);
        await using var scope = both.Region.Scope();
        using var service = ActivatorUtilities.CreateInstance<ReceiptSweepService>(scope.ServiceProvider);

        await service.LookAsync(Cancellation);
        Assert.Equal(PromiseOutcome.Proven, Assert.Single(await RowsAsync(both.Region)).Outcome);
        var swept = await both.Region.RowsAsync<ReceiptSweepRow>(row => row.Holder);
        Assert.DoesNotContain(swept, row => row.Holder == People.Region.ToString() || row.Failures > 0);
        Assert.True(swept.Count > 1);
    }

    private static Task LookAsync(TestHolder holder) => holder.InAsync(async services =>
    {
        await services.Get<ReceiptSweep>().LookAsync(People.Municipality, Cancellation);
        return true;
    });

    private static Task<List<ReceiptPromiseRow>> RowsAsync(TestHolder holder) => holder.RowsAsync<ReceiptPromiseRow>(row => row.StatementId);

    private static Task<List<LedgerAlarmRow>> AlarmsAsync(TestHolder holder) => holder.RowsAsync<LedgerAlarmRow>(row => row.AlarmId);

    private static async Task<(bool Kept, string Detail)> PromiseAsync(TestHolder holder)
    {
        var promise = await holder.InAsync(services => ((IPromiseCheck)ActivatorUtilities.CreateInstance<ReceiptsKeptPromise>(services)).CheckAsync(Cancellation));
        return (promise.Kept, promise.Detail);
    }

    // As if the municipality had given a receipt and had no entry.
    private static AskedRequest Answered(DateTimeOffset at)
    {
        var (id, entry) = (Guid.CreateVersion7(at), Guid.CreateVersion7(at));
        var receipt = new Receipt(
            People.Municipality, People.Region, entry, new byte[32], new byte[32], new byte[32], new Basis { Kind = BasisKind.Consent, Flow = "F18", ConsentId = id.ToString() }, at);
        return new AskedRequest
        {
            StatementId = id,
            Holder = People.Municipality.ToString(),
            Outcome = "OK",
            EntryId = entry,
            StatementSha256 = new byte[32],
            Statement = new byte[1],
            Receipt = receipt.Sign(TestSigners.Of(People.Municipality)),
            AskedAt = at,
            AnsweredAt = at,
        };
    }

    /// <summary>A ledger that says nothing of one receipt.</summary>
    private sealed class LeavingOne(LedgerService.LedgerServiceClient ledger, Guid entry) : LedgerService.LedgerServiceClient
    {
        public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
            GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            ledger.GetCheckpointAsync(request, headers, deadline, cancellationToken);

        public override AsyncUnaryCall<GetReceiptProofResponse> GetReceiptProofAsync(
            GetReceiptProofRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            request.EntryId != entry.ToString("D")
                ? ledger.GetReceiptProofAsync(request, headers, deadline, cancellationToken)
                : new(
                    Task.FromException<GetReceiptProofResponse>(new RpcException(new Status(StatusCode.Internal, ""))),
                    Task.FromResult(new Metadata()),
                    () => Status.DefaultSuccess,
                    () => [],
                    () => { });
    }

    /// <summary>A ledger that refuses everything in one way, and counts how often it is asked.</summary>
    private sealed class CountedLedger(StatusCode status) : LedgerService.LedgerServiceClient
    {
        public int Checkpoints { get; private set; }

        public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
            GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            Checkpoints++;
            return new(
                Task.FromException<GetCheckpointResponse>(new RpcException(new Status(status, ""))),
                Task.FromResult(new Metadata()),
                () => Status.DefaultSuccess,
                () => [],
                () => { });
        }
    }
}
