using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Finds what did not happen: a ledger of which no checkpoint was cosigned here for a minute, and this participation's own, when two other
/// organisations did not cosign for one. Witnesses renew their cosignatures as long as they look, so that an idle ledger is as fresh as a
/// busy one.
/// </summary>
internal sealed class LedgerAbsences(
    DbContext database, LedgerAlarms alarms, LedgerCheckpoints checkpoints, Transactions transactions, DirectoryFile directory, Self self, TimeProvider time)
{
    /// <summary>How long no new cosigned checkpoint is no alarm.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Looks once, after a round of visits.</summary>
    /// <param name="watching">Since when this replica looks; before it nothing was missed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task LookAsync(DateTimeOffset watching, CancellationToken cancellation)
    {
        await LookAtOwnAsync(cancellation);
        var (now, listed) = (time.GetUtcNow(), directory.Current.Entries.Select(entry => entry.Participation).ToHashSet());
        foreach (var watch in await database.Set<LedgerWatchRow>().AsNoTracking().ToListAsync(cancellation))
        {
            var since = watch.GoodAt > watching ? watch.GoodAt : watching;
            if (now - since <= Limit || !Participation.TryParse(watch.Ledger, out var ledger) || !listed.Contains(ledger))
            {
                continue;
            }

            var isOwn = ledger == self.Participation;
            var seen = isOwn ? (await checkpoints.LatestAsync(cancellation))?.ToString() : await SeenAsync(watch.Ledger, cancellation);
            await alarms.RaiseAbsenceAsync(
                ledger, isOwn ? LedgerAlarmKind.Unwitnessed : LedgerAlarmKind.Stale, new AlarmEvidence(seen, null, null), watch.GoodAt, cancellation);
        }
    }

    private Task LookAtOwnAsync(CancellationToken cancellation) => transactions.RunAsync(
        async token =>
        {
            var cosigners = await database.Set<LedgerCosignerRow>().AsNoTracking().ToListAsync(token);
            var cosignatures = cosigners
                .Select(row => Participation.TryParse(row.Witness, out var witness) ? new Cosignature(witness, row.CosignedAt) : null)
                .OfType<Cosignature>();
            await alarms.WasGoodAsync(self.Participation, Witnesses.WitnessedAt(cosignatures, self.Participation) ?? DateTimeOffset.MinValue, token);
        },
        cancellation);

    private Task<string?> SeenAsync(string ledger, CancellationToken cancellation) => database.Set<WitnessedCheckpointRow>().AsNoTracking()
        .Where(row => row.Ledger == ledger).OrderByDescending(row => row.TreeSize).Select(row => (string?)row.Note)
        .FirstOrDefaultAsync(cancellation);
}
