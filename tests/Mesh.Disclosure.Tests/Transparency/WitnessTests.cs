using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;
using static Mesh.Disclosure.Tests.WitnessedTown;

namespace Mesh.Disclosure.Tests;

public sealed class WitnessTests
{
    [Fact]
    public async Task Visit_WhenTheLedgerGrew_RemembersAndCosignsItUntilTwoOthersHave()
    {
        await using var all = await WitnessedTown.OpenAsync();
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(all.Kela));
        Assert.Equal(1, await all.OrganisationsAsync());
        await all.GrowAsync();
        Assert.Equal(0, await all.OrganisationsAsync());
        Assert.Equal([WitnessOutcome.Cosigned, WitnessOutcome.Cosigned], [await VisitAsync(all.Kela), await VisitAsync(all.Region)]);

        Assert.Equal(2, await all.OrganisationsAsync());
        Assert.Equal([4, 7], (await all.Kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize)).Select(row => row.TreeSize));
        Assert.Empty(await AlarmsAsync(all.Kela));
        var export = await all.Town.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(Aino, [4], TestContext.Current.CancellationToken));
        Assert.Empty(LedgerVerification.Check(export!, People.Municipality, Keys, all.Town.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Visit_WhenTheLedgerIsIdle_RenewsTheCosignatureAndKeepsOneOfEachCheckpoint()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await VisitAsync(all.Kela);
        var first = Assert.Single(await all.Town.RowsAsync<LedgerCosignerRow>(row => row.Witness));
        all.Kela.Time.Advance(TimeSpan.FromSeconds(20));
        await VisitAsync(all.Kela);

        var renewed = Assert.Single(await all.Town.RowsAsync<LedgerCosignerRow>(row => row.Witness));
        Assert.InRange(renewed.CosignedAt - first.CosignedAt, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(25));
        Assert.Single(await all.Town.RowsAsync<LedgerCosignatureRow>(row => row.Witness));
        Assert.Single(await all.Kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize));
    }

    [Fact]
    public async Task Visit_WhenTheSameSizeHasAnotherRoot_IsAForkWithBothNotes()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await VisitAsync(all.Kela);
        await Rewriting.OfRequesterAsync(all.Town, leafIndex: 1, TestLedgerKeys.KeyOf(People.Municipality));

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        var alarm = Assert.Single(await AlarmsAsync(all.Kela));
        Assert.Equal(LedgerAlarmKind.Fork, alarm.Kind);

        // Anybody sees for himself: the log signed two roots of one size.
        var (seen, shown) = (Verified(alarm.SeenNote), Verified(alarm.ShownNote));
        Assert.Equal((4L, 4L), (seen.Size, shown.Size));
        Assert.NotEqual(seen.Root, shown.Root);
        Assert.Equal(0, await all.OrganisationsAsync());
        Assert.False(await IsKeptAsync<LedgersWatchedPromise>(all.Kela, "FORK"));
    }

    [Fact]
    public async Task Visit_WhenItGrewFromAnotherHistory_IsAForkWithTheProofThatDoesNotHold()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await VisitAsync(all.Kela);
        await Rewriting.OfRequesterAsync(all.Town, leafIndex: 2, TestLedgerKeys.KeyOf(People.Municipality));
        await all.GrowAsync();

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        await all.GrowAsync();
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        var alarm = Assert.Single(await AlarmsAsync(all.Kela));
        var (seen, shown) = (Verified(alarm.SeenNote), Verified(alarm.ShownNote));
        var proof = alarm.Proof!.Chunk(MerkleTree.HashBytes).ToList();
        Assert.Equal((LedgerAlarmKind.Fork, 4L, 7L), (alarm.Kind, seen.Size, shown.Size));
        Assert.NotEmpty(proof);
        Assert.False(MerkleProof.IsConsistent(4, 7, seen.Root, shown.Root, proof));

        // Who looks for the first time cannot know; who looked before does.
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(all.Region));
    }

    [Fact]
    public async Task Visit_WhenLeavesAreTakenBack_ShrinksAndForksWhenTheyAreSealedAnew()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await all.GrowAsync();
        await VisitAsync(all.Kela);
        await Rewriting.BackToFourAsync(all.Town);

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        Assert.Equal(7, await all.Town.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        Assert.Equal([LedgerAlarmKind.Shrink, LedgerAlarmKind.Fork], (await AlarmsAsync(all.Kela)).Select(alarm => alarm.Kind));
    }

    [Fact]
    public async Task Visit_WhenTheCheckpointIsNotOfTheLogsKey_IsAnAlarmUntilItIsAgain()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await VisitAsync(all.Kela);
        var ledger = all.Kela.Ledgers.All[People.Municipality];
        using var madeUp = TestLedgerKeys.New(People.Municipality.Urn);
        string[] wrong = ["", madeUp.Sign(new Checkpoint(People.Municipality.Urn, 9, new byte[32]).Text).ToString()];
        foreach (var note in wrong)
        {
            all.Kela.Ledgers.All[People.Municipality] = new Saying(note);
            Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
            Assert.False(await IsKeptAsync<LedgersWatchedPromise>(all.Kela, "SIGNATURE"));
            all.Kela.Ledgers.All[People.Municipality] = ledger;
            Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(all.Kela));
        }

        Assert.Equal(wrong.Order(), (await AlarmsAsync(all.Kela)).Select(alarm => alarm.ShownNote).Order());
    }

    [Theory]
    [InlineData(LedgerAlarmKind.Fork, true)]
    [InlineData(LedgerAlarmKind.Shrink, true)]
    [InlineData(LedgerAlarmKind.Signature, true)]
    [InlineData(LedgerAlarmKind.Stale, false)]
    public async Task Promise_WhenTheNextLookWasInOrder_StaysBrokenForADayAfterWhatConvicts(LedgerAlarmKind kind, bool lasts)
    {
        await using var all = await WitnessedTown.OpenAsync();
        await all.Kela.InAsync(async services =>
        {
            await services.Get<LedgerAlarms>().RaiseAsync(People.Municipality, kind, new(null, "shown", null), TestContext.Current.CancellationToken);
            return true;
        });
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(all.Kela));

        // Nobody else is watched here, which is said of them alone.
        var said = $"{People.Municipality} {WireNames.Of(kind)} within a day";
        Assert.Equal(lasts, await SaysAsync(all.Kela, said));
        all.Move(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        await VisitAsync(all.Kela);
        Assert.Equal(lasts, await SaysAsync(all.Kela, said));
        all.Move(TimeSpan.FromMinutes(2));
        await VisitAsync(all.Kela);
        Assert.False(await SaysAsync(all.Kela, said));
    }

    // In the middle of what is kept, where it ends, and half of a pair that no wire carries.
    [Theory]
    [InlineData(@"a\0b", "base64:YQBi")]
    [InlineData(@"a\ud800", "base64:Ye+/vQ==")]
    [InlineData(null, null)]
    public async Task Visit_WhenWhatIsShownIsNoText_IsAnAlarmAllTheSame(string? escaped, string? kept)
    {
        var shown = escaped is null ? null : Regex.Unescape(escaped);
        await using var all = await WitnessedTown.OpenAsync();
        all.Kela.Ledgers.All[People.Municipality] = new Saying(shown ?? new string('x', SignedNote.MostBytes - 1) + "\ud83d\ude00");

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        await all.Kela.InAsync(async services =>
        {
            await services.Get<LedgerAlarms>().RaiseFoundAsync(People.Municipality, LedgerAlarmKind.PromiseMissed, new(shown, shown, null), TestContext.Current.CancellationToken);
            return true;
        });
        var alarms = await AlarmsAsync(all.Kela);
        Assert.Equal(kept ?? new string('x', SignedNote.MostBytes - 1), alarms[0].ShownNote);
        Assert.Equal((kept, kept), (alarms[1].SeenNote, alarms[1].ShownNote));
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public async Task Visit_WhenCheckpointsAreShownAndNoProofIsAnswered_IsAnAlarmWithBothNotesAfterAMinute(int seconds, bool isAlarm)
    {
        await using var all = await WitnessedTown.OpenAsync();
        var ledger = all.Kela.Ledgers.All[People.Municipality];
        await VisitAsync(all.Kela);
        await all.GrowAsync();
        all.Kela.Ledgers.All[People.Municipality] = new Saying((await new HeldLedger(all.Town, People.Kela).Checkpoint(new())).Note);
        Assert.Equal(WitnessOutcome.Unreachable, await VisitAsync(all.Kela));
        var good = Assert.Single(await all.Kela.RowsAsync<LedgerWatchRow>(row => row.Ledger)).GoodAt;
        all.Move(good + TimeSpan.FromSeconds(seconds) - all.Kela.Time.GetUtcNow() - (isAlarm ? TimeSpan.Zero : TimeSpan.FromSeconds(10)));

        Assert.Equal(isAlarm ? WitnessOutcome.Alarmed : WitnessOutcome.Unreachable, await VisitAsync(all.Kela));
        var alarms = await AlarmsAsync(all.Kela);
        Assert.Equal(isAlarm ? [LedgerAlarmKind.Unproven] : [], alarms.Select(alarm => alarm.Kind));
        Assert.All(alarms, alarm => Assert.Equal((4L, 7L), (Verified(alarm.SeenNote).Size, Verified(alarm.ShownNote).Size)));

        // Once it answers, and the one shown was of the same history, all is well.
        all.Kela.Ledgers.All[People.Municipality] = ledger;
        await all.GrowAsync();
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(all.Kela));
        Assert.Null(Assert.Single(await all.Kela.RowsAsync<LedgerWatchRow>(row => row.Ledger)).Fault);
    }

    [Fact]
    public async Task Visit_WhenASecondHistoryWasShownOnceWithoutAProof_IsAForkWhenTheFirstOneIsShownAgain()
    {
        await using var all = await WitnessedTown.OpenAsync();
        var ledger = all.Kela.Ledgers.All[People.Municipality];
        await VisitAsync(all.Kela);
        var other = TestLedgerKeys.KeyOf(People.Municipality).Sign(new Checkpoint(People.Municipality.Urn, 6, new byte[32]).Text).ToString();
        all.Kela.Ledgers.All[People.Municipality] = new Saying(other);
        Assert.Equal(WitnessOutcome.Unreachable, await VisitAsync(all.Kela));
        all.Kela.Ledgers.All[People.Municipality] = ledger;
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));
        await all.GrowAsync();
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(all.Kela));

        var alarms = await AlarmsAsync(all.Kela);
        Assert.Equal([LedgerAlarmKind.Shrink, LedgerAlarmKind.Fork], alarms.Select(alarm => alarm.Kind));
        Assert.All(alarms, alarm => Assert.Equal(other, alarm.SeenNote));
        Assert.False(MerkleProof.IsConsistent(6, 7, Verified(other).Root, Verified(alarms[1].ShownNote).Root, [.. alarms[1].Proof!.Chunk(MerkleTree.HashBytes)]));
    }

    [Fact]
    public async Task Visit_WhenSeveralReplicasLookAtOnce_RemembersOneHistory()
    {
        await using var all = await WitnessedTown.OpenAsync();
        for (var round = 0; round < 3; round++)
        {
            await all.GrowAsync();
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => VisitAsync(all.Kela))));
            Assert.Contains(WitnessOutcome.Cosigned, outcomes);
            Assert.DoesNotContain(WitnessOutcome.Alarmed, outcomes);
        }

        Assert.Equal([7, 10, 13], (await all.Kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize)).Select(row => row.TreeSize));
        Assert.Empty(await AlarmsAsync(all.Kela));
    }

    private static async Task<bool> SaysAsync(TestHolder holder, string words)
    {
        var promise = await holder.InAsync(services => ActivatorUtilities.CreateInstance<LedgersWatchedPromise>(services).CheckAsync(TestContext.Current.CancellationToken));
        return promise.Detail.Contains(words, StringComparison.Ordinal);
    }

    private sealed class Saying(string note) : LedgerService.LedgerServiceClient
    {
        public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
            GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => new(
            Task.FromResult(new GetCheckpointResponse { Note = note }), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

        public override AsyncUnaryCall<GetConsistencyProofResponse> GetConsistencyProofAsync(
            GetConsistencyProofRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => new(
            Task.FromException<GetConsistencyProofResponse>(new RpcException(new Status(StatusCode.Unavailable, ""))),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { });
    }
}
