using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Has every holder prove what its receipts promised, once the time they name has passed: the requester's own eye on whether what it was
/// told is in the tree that everybody sees. A promise that was missed is an alarm with the receipt and the checkpoint that lacks its entry.
/// </summary>
internal sealed class ReceiptSweep(
    DbContext database, ReceiptPromises promises, StatementKeys keys, LedgerAlarms alarms, Transactions transactions, Self self, TimeProvider time)
{
    /// <summary>Most receipts of one holder that are looked up at once: nobody's ledger is asked for more in a minute.</summary>
    internal const int Most = 100;

    /// <summary>The longest that a holder who is away is left alone.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>
    /// How old an answer is whose promise is looked up. A receipt's clock may be five minutes ahead of this one's, and it promises ten
    /// seconds: after so long it has had its time by either clock.
    /// </summary>
    internal static readonly TimeSpan Settled = Reconciliation.Apart;

    /// <summary>
    /// How long a holder that shows checkpoints may say nothing of a receipt before the promise counts as broken: as long as an outage of a
    /// part of it may last. Not missed: nothing convicts it.
    /// </summary>
    internal static readonly TimeSpan LongestUnanswered = TimeSpan.FromHours(6);

    // An answer is dated before it is committed: what comes so late is looked up all the same.
    private static readonly TimeSpan Committing = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>Looks up a batch of one holder's promises, if it is time to.</summary>
    public async Task LookAsync(Participation holder, CancellationToken cancellation)
    {
        var (name, now) = (holder.ToString(), time.GetUtcNow());
        var sweep = await database.Set<ReceiptSweepRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Holder == name, cancellation);
        if (sweep?.NextAt > now)
        {
            return;
        }

        var asked = await SettledAsync(name, sweep?.Through ?? DateTimeOffset.MinValue, now - Settled, cancellation);
        var receipts = asked.Select(row => (Row: row, Receipt: Receipt.Read(row.Receipt!, holder, keys))).ToList();
        PromiseLook look;
        try
        {
            look = await promises.LookAsync(holder, [.. receipts.Select(one => one.Receipt).OfType<Receipt>()], cancellation);
        }
        catch (Exception away) when (away is RpcException or UnknownParticipantException && !cancellation.IsCancellationRequested)
        {
            await KeepAsync(name, [], sweep?.Through ?? DateTimeOffset.MinValue, (sweep?.Failures ?? 0) + 1, now, cancellation);
            return;
        }

        // Before it counts as looked up: whoever is stopped here looks again, and the same is one alarm.
        foreach (var (row, receipt) in receipts.Where(one => one.Receipt is not null && look.Missed.Contains(one.Receipt)))
        {
            await alarms.RaiseFoundAsync(holder, LedgerAlarmKind.PromiseMissed, new AlarmEvidence(look.Shown, row.Receipt, null), cancellation);
        }

        var unanswered = receipts.Where(one => one.Receipt is not null && look.Unanswered.Contains(one.Receipt)).Select(one => one.Row).ToList();
        var done = receipts.Where(one => !unanswered.Contains(one.Row)).Select(one => new ReceiptPromiseRow
        {
            StatementId = one.Row.StatementId,
            EntryId = one.Row.EntryId ?? Guid.Empty,
            Holder = name,
            Outcome = one.Receipt is null ? PromiseOutcome.Unreadable : look.Missed.Contains(one.Receipt) ? PromiseOutcome.Missed : PromiseOutcome.Proven,
            TreeSize = look.TreeSize,
            LookedAt = now,
        }).ToList();
        var through = unanswered.Count > 0 ? unanswered[0].AnsweredAt : asked.Count < Most ? now - Settled - Committing : asked[^1].AnsweredAt;
        if (await KeepAsync(name, done, through, 0, now, cancellation))
        {
            ReceiptMetrics.LookedUp(self.Participation, holder, done.Select(row => row.Outcome));
        }
    }

    /// <summary>Of these entries of other holders, those of which a promise was missed when it was looked up.</summary>
    public async Task<HashSet<Guid>> MissedAsync(IReadOnlyCollection<Guid> entries, CancellationToken cancellation)
    {
        var missed = new HashSet<Guid>();
        foreach (var some in entries.Chunk(Most))
        {
            missed.UnionWith(await database.Set<ReceiptPromiseRow>().AsNoTracking()
                .Where(row => row.Outcome == PromiseOutcome.Missed && some.Contains(row.EntryId)).Select(row => row.EntryId).ToListAsync(cancellation));
        }

        return missed;
    }

    /// <summary>Requests with a receipt of a holder's that have not been looked up, of what was answered in a time.</summary>
    internal static IQueryable<AskedRequest> Open(DbContext database, string holder, DateTimeOffset since, DateTimeOffset until) => database.Set<AskedRequest>()
        .AsNoTracking()
        .Where(row => row.Holder == holder && row.AnsweredAt >= since && row.AnsweredAt <= until && row.Receipt != null)
        .Where(row => !database.Set<ReceiptPromiseRow>().Any(done => done.StatementId == row.StatementId));

    private Task<List<AskedRequest>> SettledAsync(string holder, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellation) => Open(database, holder, since, until)
        .OrderBy(row => row.AnsweredAt).ThenBy(row => row.StatementId).Take(Most)
        .ToListAsync(cancellation);

    private Task<bool> KeepAsync(
        string holder, List<ReceiptPromiseRow> done, DateTimeOffset through, int failures, DateTimeOffset now, CancellationToken cancellation) => transactions.RunAsync(
        async token =>
        {
            // Of two replicas that both think they are the active one, one counts.
            var ids = done.ConvertAll(row => row.StatementId);
            if (await database.Set<ReceiptPromiseRow>().AnyAsync(row => ids.Contains(row.StatementId), token))
            {
                return false;
            }

            database.AddRange(done);
            var sweep = await database.Set<ReceiptSweepRow>().FirstOrDefaultAsync(row => row.Holder == holder, token);
            if (sweep is null)
            {
                sweep = new ReceiptSweepRow { Holder = holder, Through = through, Failures = failures, NextAt = now };
                database.Add(sweep);
            }

            (sweep.Through, sweep.Failures, sweep.NextAt) = (through > sweep.Through ? through : sweep.Through, failures, failures == 0 ? now : now + WaitAfter(failures));
            return true;
        },
        cancellation);

    private static TimeSpan WaitAfter(int failures)
    {
        // Doubled each time; more doublings than these are longer than the longest.
        const int Doublings = 6;
        var wait = FirstWait * Math.Pow(2, Math.Min(failures - 1, Doublings));
        return wait < LongestWait ? wait : LongestWait;
    }
}
