using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
                return await AddAsync(ledger, kind, Storable(evidence), null, Shown(Storable(evidence)), token);
            },
            cancellation),
        ledger,
        kind);

    /// <summary>The ledger has not been in order for too long.</summary>
    public Task RaiseAbsenceAsync(
        Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, DateTimeOffset goodAt, CancellationToken cancellation) => TellAsync(
        transactions.RunAsync(
            token => AddAsync(
                ledger,
                kind,
                evidence,
                goodAt,
                LedgerFields.Write(goodAt.UtcTicks.ToString(CultureInfo.InvariantCulture)),
                token),
            cancellation),
        ledger,
        kind);

    /// <summary>
    /// Something was found that is wrong for good, however the ledger stands now: once for the same, whenever it is found again. The same is
    /// the whole of what was found, also where no more than its beginning is kept.
    /// </summary>
    public Task RaiseFoundAsync(Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, CancellationToken cancellation) => TellAsync(
        transactions.RunAsync(
            token => AddAsync(ledger, kind, Storable(evidence), null, LedgerFields.Write(Storable(evidence.ShownNote)), token), cancellation),
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

    // Another's word, whatever it is: no database takes a NUL into a text, and half of a surrogate pair, which cannot have come by the wire,
    // has no bytes. What is no text is kept as base64 of what came.
    private static string? Storable(string? shown) => shown is null || (!shown.Contains('\0', StringComparison.Ordinal) && SignedNote.IsText(shown))
        ? shown
        : $"base64:{Convert.ToBase64String(Encoding.UTF8.GetBytes(shown))}";

    private static AlarmEvidence Storable(AlarmEvidence evidence) =>
        evidence with { SeenNote = Storable(evidence.SeenNote), ShownNote = Storable(evidence.ShownNote) };

    // Between two characters, never within one.
    private static string? Cut(string? shown) =>
        shown is { Length: > LongestShown } ? shown[..(char.IsHighSurrogate(shown[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] : shown;

    private static byte[]? Proof(AlarmEvidence evidence) => evidence.Proof is { } hashes ? [.. hashes.SelectMany(hash => hash)] : null;

    private static byte[] Shown(AlarmEvidence evidence) =>
        LedgerFields.Write(Cut(evidence.SeenNote), Cut(evidence.ShownNote), Proof(evidence) is { } proof ? Convert.ToHexStringLower(proof) : null);

    // The same is what makes the same digest; of an absence, for as long as it lasts, whatever else happens meanwhile.
    private async Task<bool> AddAsync(
        Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, DateTimeOffset? goodAt, byte[] same, CancellationToken cancellation)
    {
        var (name, digest) = (ledger.ToString(), SHA256.HashData(same));
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
            SeenNote = Cut(evidence.SeenNote),
            ShownNote = Cut(evidence.ShownNote),
            Proof = Proof(evidence),
            GoodAt = goodAt,
            RaisedAt = now,
            EvidenceSha256 = digest,
        });
        return true;
    }
}
