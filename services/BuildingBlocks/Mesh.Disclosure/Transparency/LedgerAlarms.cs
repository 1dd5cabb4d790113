using System.Globalization;
using System.Security.Cryptography;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>What an alarm shows.</summary>
/// <param name="SeenNote">The last signed note that was in order.</param>
/// <param name="ShownNote">What was shown instead.</param>
/// <param name="Proof">The proof that was to lead from the one to the other.</param>
internal sealed record AlarmEvidence(string? SeenNote, string? ShownNote, IReadOnlyList<byte[]>? Proof);

/// <summary>Keeps how each ledger stands, and raises alarms: a row with the evidence, once for the same, and a measurement.</summary>
internal sealed class LedgerAlarms(DbContext database, Transactions transactions, Self self, TimeProvider time)
{
    // A note that is longer is none; what was shown instead of one is kept as far as it goes.
    private const int LongestShown = SignedNote.MostBytes;

    /// <summary>The ledger showed something wrong. It does not count as good until it shows something right.</summary>
    public Task RaiseAsync(Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, CancellationToken cancellation) => TellAsync(
        transactions.RunAsync(
            async token =>
            {
                // Once for as long as it goes on: a ledger that has forked and grows shows something new each time.
                var watch = await WatchAsync(ledger, token);
                if (watch.Fault == kind)
                {
                    return false;
                }

                watch.Fault = kind;
                return await AddAsync(ledger, kind, evidence, null, token);
            },
            cancellation),
        ledger,
        kind);

    /// <summary>The ledger has not been in order for too long.</summary>
    public Task RaiseAbsenceAsync(
        Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, DateTimeOffset goodAt, CancellationToken cancellation) => TellAsync(
        transactions.RunAsync(token => AddAsync(ledger, kind, evidence, goodAt, token), cancellation),
        ledger,
        kind);

    /// <summary>The ledger was in order at this time. Within the caller's transaction.</summary>
    public async Task WasGoodAsync(Participation ledger, DateTimeOffset at, CancellationToken cancellation)
    {
        var watch = await WatchAsync(ledger, cancellation);
        watch.Fault = null;
        watch.GoodAt = at > watch.GoodAt ? at : watch.GoodAt;
    }

    /// <summary>Begins to watch a ledger that is not watched yet.</summary>
    public Task BeginAsync(Participation ledger, CancellationToken cancellation) =>
        transactions.RunAsync(async token => await WatchAsync(ledger, token), cancellation);

    private async Task TellAsync(Task<bool> raised, Participation ledger, LedgerAlarmKind kind)
    {
        if (await raised)
        {
            LedgerMetrics.Alarmed(self.Participation, ledger, kind);
        }
    }

    private async Task<LedgerWatchRow> WatchAsync(Participation ledger, CancellationToken cancellation)
    {
        var name = ledger.ToString();
        if (await database.Set<LedgerWatchRow>().FirstOrDefaultAsync(row => row.Ledger == name, cancellation) is { } watch)
        {
            return watch;
        }

        watch = new LedgerWatchRow { Ledger = name, GoodAt = time.GetUtcNow() };
        database.Add(watch);
        return watch;
    }

    private async Task<bool> AddAsync(
        Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, DateTimeOffset? goodAt, CancellationToken cancellation)
    {
        var (name, shown) = (ledger.ToString(), evidence.ShownNote is { Length: > LongestShown } text ? text[..LongestShown] : evidence.ShownNote);
        byte[]? proof = evidence.Proof is { } hashes ? [.. hashes.SelectMany(hash => hash)] : null;

        // An absence is the same one for as long as it lasts, whatever else happens meanwhile.
        var digest = SHA256.HashData(goodAt is { } since
            ? LedgerFields.Write(since.UtcTicks.ToString(CultureInfo.InvariantCulture))
            : LedgerFields.Write(evidence.SeenNote, shown, proof is null ? null : Convert.ToHexStringLower(proof)));
        if (await database.Set<LedgerAlarmRow>().AnyAsync(row => row.Ledger == name && row.Kind == kind && row.EvidenceSha256 == digest, cancellation))
        {
            return false;
        }

        var now = time.GetUtcNow();
        database.Add(new LedgerAlarmRow
        {
            AlarmId = Guid.CreateVersion7(now),
            Ledger = name,
            Kind = kind,
            SeenNote = evidence.SeenNote,
            ShownNote = shown,
            Proof = proof,
            GoodAt = goodAt,
            RaisedAt = now,
            EvidenceSha256 = digest,
        });
        return true;
    }
}
