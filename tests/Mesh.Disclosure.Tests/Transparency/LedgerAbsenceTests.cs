using Mesh.Identity;
using Mesh.TestKit;
using static Mesh.Disclosure.Tests.WitnessedTown;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerAbsenceTests
{
    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task Look_WhenALedgerIsAwayForMoreThanAMinute_IsOneAlarmEachTime()
    {
        await using var all = await WitnessedTown.OpenAsync();
        using var measurements = new MeasurementCollector();
        var (start, ledger) = (LedgerSealerTests.Now, all.Kela.Ledgers.All[People.Municipality]);
        await RoundAsync(all.Kela, start);
        Assert.DoesNotContain(await AlarmsAsync(all.Kela), IsOfTown);

        all.Kela.Ledgers.All.Clear();
        for (var episode = 1; episode <= 2; episode++)
        {
            all.Kela.Time.Advance(TimeSpan.FromSeconds(50));
            await RoundAsync(all.Kela, start);
            all.Kela.Time.Advance(TimeSpan.FromSeconds(20));
            await RoundAsync(all.Kela, start);
            all.Kela.Time.Advance(TimeSpan.FromSeconds(20));
            await RoundAsync(all.Kela, start);

            var alarms = (await AlarmsAsync(all.Kela)).Where(IsOfTown).ToList();
            Assert.Equal(episode, alarms.Count);
            Assert.Equal((LedgerAlarmKind.Stale, 4L), (alarms[^1].Kind, Verified(alarms[^1].SeenNote).Size));
            Assert.False(await IsKeptAsync<LedgersWatchedPromise>(all.Kela, $"{People.Municipality} last seen 9"));

            all.Kela.Ledgers.All[People.Municipality] = ledger;
            await RoundAsync(all.Kela, start);
            all.Kela.Ledgers.All.Clear();
        }

        // Those that were never there at all, too; each once.
        Assert.Equal(
            ["0124610-9/LABOUR_AUTHORITY", "0124610-9/MUNICIPALITY", "0162193-3/LABOUR_AUTHORITY", "2296962-1/LABOUR_AUTHORITY", "3221308-6/SOCIAL_CARE", "3221347-3/SOCIAL_CARE"],
            (await AlarmsAsync(all.Kela)).Where(alarm => alarm.Kind == LedgerAlarmKind.Stale && !IsOfTown(alarm)).Select(alarm => alarm.Ledger).Order());
        var stale = measurements.Of("mesh.ledger.alarms")
            .Where(one => one["mesh.participant"] == People.Kela.ToString() && one["mesh.ledger"] == People.Municipality.ToString() && one["mesh.reason"] == "STALE").ToList();
        Assert.Equal(2, stale.Count(one => one.Value == 1));

        // From 0 on, before the first one is raised: a counter that appears with an alarm does not rise by it.
        Assert.Equal(0, stale[0].Value);
        var kinds = measurements.Of("mesh.ledger.alarms")
            .Where(one => one["mesh.participant"] == People.Kela.ToString() && one["mesh.ledger"] == People.Kela.ToString() && one.Value == 0).Select(one => one["mesh.reason"]).Distinct();
        Assert.Equal(Enum.GetValues<LedgerAlarmKind>().Select(kind => WireNames.Of(kind)).Order(), kinds.Order());
    }

    [Fact]
    public async Task Look_WhenTheReplicaHasJustBegun_WaitsAMinuteBeforeItMissesAnything()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await RoundAsync(all.Kela, LedgerSealerTests.Now);
        all.Kela.Time.Advance(TimeSpan.FromHours(1));
        all.Kela.Ledgers.All.Clear();
        await RoundAsync(all.Kela, all.Kela.Time.GetUtcNow());

        Assert.Empty(await AlarmsAsync(all.Kela));
    }

    [Fact]
    public async Task Look_WhenFewerThanTwoOtherOrganisationsCosigned_IsAnAlarmAtTheLog()
    {
        await using var all = await WitnessedTown.OpenAsync();
        var start = LedgerSealerTests.Now;
        await RoundAsync(all.Town, start);
        Assert.True(await IsKeptAsync<LedgerWitnessedPromise>(all.Town, "last witnessed 0 s"));
        all.Move(Missed);
        await VisitAsync(all.Kela);
        await RoundAsync(all.Town, start);

        var alarm = Assert.Single(await AlarmsAsync(all.Town), one => one.Ledger == People.Municipality.ToString());
        Assert.Equal((LedgerAlarmKind.Unwitnessed, 4L), (alarm.Kind, Verified(alarm.SeenNote).Size));
        Assert.Single(Witnesses.Of(SignedNote.TryRead(alarm.SeenNote!)!, People.Municipality, Keys));
        Assert.False(await IsKeptAsync<LedgerWitnessedPromise>(all.Town, "last witnessed 6"));

        await VisitAsync(all.Region);
        await RoundAsync(all.Town, start);
        Assert.True(await IsKeptAsync<LedgerWitnessedPromise>(all.Town, "last witnessed"));

        // Idle, and both go on looking: no alarm. One stops: one more.
        foreach (var witnesses in new TestHolder[][] { [all.Kela, all.Region], [all.Kela, all.Region], [all.Kela, all.Region], [all.Kela], [all.Kela], [all.Kela], [all.Kela] })
        {
            all.Move(TimeSpan.FromSeconds(20));
            foreach (var witness in witnesses)
            {
                await VisitAsync(witness);
            }

            await RoundAsync(all.Town, start);
        }

        Assert.Equal(2, (await AlarmsAsync(all.Town)).Count(one => one.Kind == LedgerAlarmKind.Unwitnessed));
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
    public async Task Promise_WhenEntriesWaitToBeSealed_IsKeptForAsLongAsReceiptsSay()
    {
        await using var all = await WitnessedTown.OpenAsync();
        await all.Town.WriteAsync(all.Town.Time.GetUtcNow(), Aino);
        Assert.True(await IsKeptAsync<LedgerSealedPromise>(all.Town, "oldest unsealed"));
        all.Town.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.False(await IsKeptAsync<LedgerSealedPromise>(all.Town, "oldest unsealed 11 s"));
        await all.Town.SealAsync();
        Assert.True(await IsKeptAsync<LedgerSealedPromise>(all.Town, "oldest unsealed 0 s"));
    }

    private static bool IsOfTown(LedgerAlarmRow alarm) => alarm.Ledger == People.Municipality.ToString();
}
