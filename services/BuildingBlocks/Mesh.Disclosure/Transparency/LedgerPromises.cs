using System.Globalization;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Health;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>That two other organisations have looked at this participation's ledger within a minute.</summary>
internal sealed class LedgerWitnessedPromise(DbContext database, Self self, TimeProvider time) : IPromiseCheck
{
    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var own = self.Participation.ToString();
        var watch = await database.Set<LedgerWatchRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Ledger == own, cancellation);
        return watch is null
            ? new("ledger-witnessed", false, "not watched yet")
            : new("ledger-witnessed", time.GetUtcNow() - watch.GoodAt <= LedgerAbsences.Limit, LedgerPromiseWords.Age("last witnessed", time.GetUtcNow() - watch.GoodAt));
    }
}

/// <summary>
/// That every other ledger of the directory was seen within a minute, and showed for a day what it had shown before: what convicts a ledger
/// is not over when the next look is in order.
/// </summary>
internal sealed class LedgersWatchedPromise(DbContext database, DirectoryFile directory, Self self, TimeProvider time) : IPromiseCheck
{
    // So that an operator who looks once a day has seen it.
    private static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    private static readonly LedgerAlarmKind[] Lasting = [LedgerAlarmKind.Fork, LedgerAlarmKind.Shrink, LedgerAlarmKind.Signature];

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Shown;
        var alarms = (await database.Set<LedgerAlarmRow>().AsNoTracking().Where(row => row.RaisedAt > since && Lasting.Contains(row.Kind))
            .Select(row => new { row.Ledger, row.Kind }).ToListAsync(cancellation)).ToLookup(row => row.Ledger, row => row.Kind);
        var watches = await database.Set<LedgerWatchRow>().AsNoTracking().ToDictionaryAsync(row => row.Ledger, cancellation);
        var (now, faults) = (time.GetUtcNow(), new List<string>());
        foreach (var ledger in directory.Current.Entries.Select(entry => entry.Participation).Where(other => other != self.Participation).Select(other => other.ToString()))
        {
            var watch = watches.GetValueOrDefault(ledger);
            if (watch?.Fault is { } fault)
            {
                faults.Add($"{ledger} {WireNames.Of(fault)}");
            }
            else if (alarms[ledger].Any())
            {
                faults.Add($"{ledger} {WireNames.Of(alarms[ledger].Distinct().Order())} within a day");
            }
            else if (watch is null || now - watch.GoodAt > LedgerAbsences.Limit)
            {
                faults.Add(watch is null ? $"{ledger} not watched yet" : LedgerPromiseWords.Age($"{ledger} last seen", now - watch.GoodAt));
            }
        }

        return new("ledgers-watched", faults.Count == 0, faults.Count == 0 ? "all seen" : string.Join(", ", faults));
    }
}

/// <summary>That entries are in the tree by when receipts say they will be.</summary>
internal sealed class LedgerSealedPromise(LedgerSealer sealer, TimeProvider time) : IPromiseCheck
{
    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var age = await sealer.OldestUnsealedAsync(cancellation) is { } oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
        return new("ledger-sealed", age <= Receipt.Inclusion, LedgerPromiseWords.Age("oldest unsealed", age));
    }
}

/// <summary>How promises of ledgers say a time.</summary>
internal static class LedgerPromiseWords
{
    public static string Age(string what, TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{what} {(long)age.TotalSeconds} s");
}
