using Grpc.Core;
using Mesh.Hosting.Health;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Kela and the region witness the ledger of a municipality, each with its own database.</summary>
public sealed class WitnessTests : IAsyncLifetime
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();
    private static readonly TestLedgerKeys Keys = new(People.Kela);
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(61);

    private TestHolder _town = null!;
    private TestHolder _kela = null!;
    private TestHolder _region = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_town, _kela, _region) = (await TestHolder.OpenAsync(People.Municipality), await TestHolder.OpenAsync(People.Kela), await TestHolder.OpenAsync(People.Region));
        _kela.Ledgers.All[People.Municipality] = new HeldLedger(_town, People.Kela);
        _region.Ledgers.All[People.Municipality] = new HeldLedger(_town, People.Region);
        await _town.SealAsync();
        await _town.WriteAsync(LedgerSealerTests.Now, Aino, Eetu, Aino, Aino);
        await _town.SealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _town.DisposeAsync();
        await _kela.DisposeAsync();
        await _region.DisposeAsync();
    }

    [Fact]
    public async Task Visit_WhenTheLedgerGrew_RemembersAndCosignsItUntilTwoOthersHave()
    {
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(_kela));
        Assert.Equal(1, await OrganisationsAsync());
        await GrowAsync();
        Assert.Equal(0, await OrganisationsAsync());
        Assert.Equal([WitnessOutcome.Cosigned, WitnessOutcome.Cosigned], [await VisitAsync(_kela), await VisitAsync(_region)]);

        Assert.Equal(2, await OrganisationsAsync());
        Assert.Equal([4, 7], (await _kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize)).Select(row => row.TreeSize));
        Assert.Empty(await AlarmsAsync(_kela));
        var export = await _town.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(Aino, [4], Cancellation));
        Assert.Empty(LedgerVerification.Check(export!, People.Municipality, Keys));
    }

    [Fact]
    public async Task Visit_WhenTheLedgerIsIdle_RenewsTheCosignatureAndKeepsOneOfEachCheckpoint()
    {
        await VisitAsync(_kela);
        var first = Assert.Single(await _town.RowsAsync<LedgerCosignerRow>(row => row.Witness));
        _kela.Time.Advance(TimeSpan.FromSeconds(20));
        await VisitAsync(_kela);

        var renewed = Assert.Single(await _town.RowsAsync<LedgerCosignerRow>(row => row.Witness));
        Assert.InRange(renewed.CosignedAt - first.CosignedAt, TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(25));
        Assert.Single(await _town.RowsAsync<LedgerCosignatureRow>(row => row.Witness));
        Assert.Single(await _kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize));
    }

    [Fact]
    public async Task Visit_WhenTheSameSizeHasAnotherRoot_IsAForkWithBothNotes()
    {
        await VisitAsync(_kela);
        await Rewriting.OfRequesterAsync(_town, leafIndex: 1, TestLedgerKeys.KeyOf(People.Municipality));

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
        var alarm = Assert.Single(await AlarmsAsync(_kela));
        Assert.Equal(LedgerAlarmKind.Fork, alarm.Kind);

        // Anybody sees for himself: the log signed two roots of one size.
        var (seen, shown) = (Verified(alarm.SeenNote), Verified(alarm.ShownNote));
        Assert.Equal((4L, 4L), (seen.Size, shown.Size));
        Assert.NotEqual(seen.Root, shown.Root);
        Assert.Equal(0, await OrganisationsAsync());
        Assert.False(await IsKeptAsync<LedgersWatchedPromise>(_kela, "FORK"));
    }

    [Fact]
    public async Task Visit_WhenItGrewFromAnotherHistory_IsAForkWithTheProofThatDoesNotHold()
    {
        await VisitAsync(_kela);
        await Rewriting.OfRequesterAsync(_town, leafIndex: 2, TestLedgerKeys.KeyOf(People.Municipality));
        await GrowAsync();

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
        await GrowAsync();
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
        var alarm = Assert.Single(await AlarmsAsync(_kela));
        var (seen, shown) = (Verified(alarm.SeenNote), Verified(alarm.ShownNote));
        var proof = alarm.Proof!.Chunk(MerkleTree.HashBytes).ToList();
        Assert.Equal((LedgerAlarmKind.Fork, 4L, 7L), (alarm.Kind, seen.Size, shown.Size));
        Assert.NotEmpty(proof);
        Assert.False(MerkleProof.IsConsistent(4, 7, seen.Root, shown.Root, proof));

        // Who looks for the first time cannot know; who looked before does.
        Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(_region));
    }

    [Fact]
    public async Task Visit_WhenLeavesAreTakenBack_ShrinksAndForksWhenTheyAreSealedAnew()
    {
        await GrowAsync();
        await VisitAsync(_kela);
        await Rewriting.BackToFourAsync(_town);

        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
        Assert.Equal(7, await _town.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(Cancellation)));
        Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
        Assert.Equal([LedgerAlarmKind.Shrink, LedgerAlarmKind.Fork], (await AlarmsAsync(_kela)).Select(alarm => alarm.Kind));
    }

    [Fact]
    public async Task Visit_WhenTheCheckpointIsNotOfTheLogsKey_IsAnAlarmUntilItIsAgain()
    {
        await VisitAsync(_kela);
        var ledger = _kela.Ledgers.All[People.Municipality];
        using var madeUp = LedgerKey.Create(People.Municipality.Urn);
        string[] wrong = ["", madeUp.Sign(new Checkpoint(People.Municipality.Urn, 9, new byte[32]).Text).ToString()];
        foreach (var note in wrong)
        {
            _kela.Ledgers.All[People.Municipality] = new Saying(note);
            Assert.Equal(WitnessOutcome.Alarmed, await VisitAsync(_kela));
            Assert.False(await IsKeptAsync<LedgersWatchedPromise>(_kela, "SIGNATURE"));
            _kela.Ledgers.All[People.Municipality] = ledger;
            Assert.Equal(WitnessOutcome.Cosigned, await VisitAsync(_kela));
        }

        Assert.Equal(wrong.Order(), (await AlarmsAsync(_kela)).Select(alarm => alarm.ShownNote).Order());
    }

    [Fact]
    public async Task Visit_WhenSeveralReplicasLookAtOnce_RemembersOneHistory()
    {
        for (var round = 0; round < 3; round++)
        {
            await GrowAsync();
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => VisitAsync(_kela))));
            Assert.Contains(WitnessOutcome.Cosigned, outcomes);
            Assert.DoesNotContain(WitnessOutcome.Alarmed, outcomes);
        }

        Assert.Equal([7, 10, 13], (await _kela.RowsAsync<WitnessedCheckpointRow>(row => row.TreeSize)).Select(row => row.TreeSize));
        Assert.Empty(await AlarmsAsync(_kela));
    }

    [Fact]
    public async Task Look_WhenALedgerIsAwayForMoreThanAMinute_IsOneAlarmEachTime()
    {
        using var measurements = new MeasurementCollector();
        var (start, ledger) = (LedgerSealerTests.Now, _kela.Ledgers.All[People.Municipality]);
        await RoundAsync(_kela, start);
        Assert.DoesNotContain(await AlarmsAsync(_kela), IsOfTown);

        _kela.Ledgers.All.Clear();
        for (var episode = 1; episode <= 2; episode++)
        {
            _kela.Time.Advance(TimeSpan.FromSeconds(50));
            await RoundAsync(_kela, start);
            _kela.Time.Advance(TimeSpan.FromSeconds(20));
            await RoundAsync(_kela, start);
            _kela.Time.Advance(TimeSpan.FromSeconds(20));
            await RoundAsync(_kela, start);

            var alarms = (await AlarmsAsync(_kela)).Where(IsOfTown).ToList();
            Assert.Equal(episode, alarms.Count);
            Assert.Equal((LedgerAlarmKind.Stale, 4L), (alarms[^1].Kind, Verified(alarms[^1].SeenNote).Size));
            Assert.False(await IsKeptAsync<LedgersWatchedPromise>(_kela, $"{People.Municipality} last seen 9"));

            _kela.Ledgers.All[People.Municipality] = ledger;
            await RoundAsync(_kela, start);
            _kela.Ledgers.All.Clear();
        }

        // Those that were never there at all, too; each once.
        Assert.Equal(
            ["0124610-9/LABOUR_AUTHORITY", "0124610-9/MUNICIPALITY", "0162193-3/LABOUR_AUTHORITY", "2296962-1/LABOUR_AUTHORITY", "3221308-6/SOCIAL_CARE", "3221347-3/SOCIAL_CARE"],
            (await AlarmsAsync(_kela)).Where(alarm => alarm.Kind == LedgerAlarmKind.Stale && !IsOfTown(alarm)).Select(alarm => alarm.Ledger).Order());
        Assert.Equal(2, measurements.Of("mesh.ledger.alarms").Count(one =>
            one["mesh.participant"] == People.Kela.ToString() && one["mesh.ledger"] == People.Municipality.ToString() && one["mesh.reason"] == "STALE"));
    }

    [Fact]
    public async Task Look_WhenTheReplicaHasJustBegun_WaitsAMinuteBeforeItMissesAnything()
    {
        await RoundAsync(_kela, LedgerSealerTests.Now);
        _kela.Time.Advance(TimeSpan.FromHours(1));
        _kela.Ledgers.All.Clear();
        await RoundAsync(_kela, _kela.Time.GetUtcNow());

        Assert.Empty(await AlarmsAsync(_kela));
    }

    [Fact]
    public async Task Look_WhenFewerThanTwoOtherOrganisationsCosigned_IsAnAlarmAtTheLog()
    {
        var start = LedgerSealerTests.Now;
        await RoundAsync(_town, start);
        Assert.True(await IsKeptAsync<LedgerWitnessedPromise>(_town, "last witnessed 0 s"));
        Move(Missed);
        await VisitAsync(_kela);
        await RoundAsync(_town, start);

        var alarm = Assert.Single(await AlarmsAsync(_town), one => one.Ledger == People.Municipality.ToString());
        Assert.Equal((LedgerAlarmKind.Unwitnessed, 4L), (alarm.Kind, Verified(alarm.SeenNote).Size));
        Assert.Single(Witnesses.Of(SignedNote.TryRead(alarm.SeenNote!)!, People.Municipality, Keys));
        Assert.False(await IsKeptAsync<LedgerWitnessedPromise>(_town, "last witnessed 6"));

        await VisitAsync(_region);
        await RoundAsync(_town, start);
        Assert.True(await IsKeptAsync<LedgerWitnessedPromise>(_town, "last witnessed"));

        // Idle, and both go on looking: no alarm. One stops: one more.
        foreach (var witnesses in new TestHolder[][] { [_kela, _region], [_kela, _region], [_kela, _region], [_kela], [_kela], [_kela], [_kela] })
        {
            Move(TimeSpan.FromSeconds(20));
            foreach (var witness in witnesses)
            {
                await VisitAsync(witness);
            }

            await RoundAsync(_town, start);
        }

        Assert.Equal(2, (await AlarmsAsync(_town)).Count(one => one.Kind == LedgerAlarmKind.Unwitnessed));
    }

    [Fact]
    public void WitnessedAt_WhenOrganisationsCosigned_IsTheOlderOfTheTwoNewest()
    {
        DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
        Cosignature Of(string witness, int second) =>
            new(Participation.TryParse(witness, out var participation) ? participation : throw new FormatException(), At(second));

        Assert.Null(Witnesses.WitnessedAt([], People.Municipality));
        Assert.Null(Witnesses.WitnessedAt([Of("0124610-9/MUNICIPALITY", 5), Of("0124610-9/LABOUR_AUTHORITY", 9), Of("0162193-3/LABOUR_AUTHORITY", 9)], People.Municipality));
        Assert.Equal(At(7), Witnesses.WitnessedAt(
            [Of("0246246-0/SOCIAL_INSURANCE", 3), Of("0124610-9/MUNICIPALITY", 5), Of("0124610-9/LABOUR_AUTHORITY", 9), Of("3221308-6/SOCIAL_CARE", 7)], People.Municipality));
    }

    [Fact]
    public async Task Promise_WhenEntriesWaitToBeSealed_IsKeptForHalfAMinute()
    {
        await _town.WriteAsync(_town.Time.GetUtcNow(), Aino);
        Assert.True(await IsKeptAsync<LedgerSealedPromise>(_town, "oldest unsealed"));
        _town.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.False(await IsKeptAsync<LedgerSealedPromise>(_town, "oldest unsealed 31 s"));
        await _town.SealAsync();
        Assert.True(await IsKeptAsync<LedgerSealedPromise>(_town, "oldest unsealed 0 s"));
    }

    private static bool IsOfTown(LedgerAlarmRow alarm) => alarm.Ledger == People.Municipality.ToString();

    private static Checkpoint Verified(string? note) => SignedCheckpoint.TryVerify(SignedNote.TryRead(note!), People.Municipality, Keys)!;

    private static Task<WitnessOutcome> VisitAsync(TestHolder witness) =>
        witness.InAsync(services => services.Get<LedgerWitness>().VisitAsync(People.Municipality, Cancellation));

    private static Task<bool> RoundAsync(TestHolder holder, DateTimeOffset watching) => holder.InAsync(async services =>
    {
        using var service = ActivatorUtilities.CreateInstance<WitnessService>(services);
        await service.LookAsync(watching, Cancellation);
        return true;
    });

    private static Task<List<LedgerAlarmRow>> AlarmsAsync(TestHolder holder) => holder.RowsAsync<LedgerAlarmRow>(row => row.AlarmId);

    private static async Task<bool> IsKeptAsync<T>(TestHolder holder, string detail)
        where T : IPromiseCheck
    {
        var promise = await holder.InAsync(services => ActivatorUtilities.CreateInstance<T>(services).CheckAsync(Cancellation));
        Assert.Contains(detail, promise.Detail, StringComparison.Ordinal);
        return promise.Kept;
    }

    private void Move(TimeSpan by)
    {
        foreach (var holder in new[] { _town, _kela, _region })
        {
            holder.Time.Advance(by);
        }
    }

    private async Task GrowAsync()
    {
        await _town.WriteAsync(LedgerSealerTests.Now, Eetu, Aino, Eetu);
        await _town.SealAsync();
    }

    private async Task<int> OrganisationsAsync()
    {
        var note = SignedNote.TryRead((await new HeldLedger(_town, People.Kela).Checkpoint(new())).Note)!;
        return Witnesses.Organisations(Witnesses.Of(note, People.Municipality, Keys), People.Municipality);
    }

    private sealed class Saying(string note) : LedgerService.LedgerServiceClient
    {
        public override AsyncUnaryCall<GetCheckpointResponse> GetCheckpointAsync(
            GetCheckpointRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => new(
            Task.FromResult(new GetCheckpointResponse { Note = note }), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
