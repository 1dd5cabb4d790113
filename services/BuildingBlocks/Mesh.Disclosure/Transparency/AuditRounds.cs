using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Audits the whole ledger once a day, a slice at a time: how far it came is a row, from which the next slice goes on, after a restart or on
/// another replica too.
/// </summary>
internal sealed class AuditRounds(
    DbContext database, LedgerAudit audit, LedgerAlarms alarms, LedgerCheckpoints checkpoints, Transactions transactions, Self self, TimeProvider time)
{
    /// <summary>From the beginning of one round to that of the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Pages of one slice.</summary>
    internal const int Pages = 10;

    /// <summary>Looks at the next slice of the round under way, or of a new one when it is time for one.</summary>
    /// <returns>Whether more of the round is to be looked at.</returns>
    public async Task<bool> GoOnAsync(int pages, CancellationToken cancellation)
    {
        if (await RoundAsync(cancellation) is not { } round)
        {
            return false;
        }

        var slice = await audit.LookAsync(round.Audited, round.Newest, pages, cancellation);
        if (slice.Faults.Count > 0)
        {
            // Remarks last: what is kept of a long list is its beginning.
            var seen = await checkpoints.LatestAsync(cancellation);
            await alarms.RaiseFoundAsync(
                self.Participation,
                LedgerAlarmKind.Audit,
                new AlarmEvidence(seen?.ToString(), string.Join('\n', slice.Faults.OrderBy(fault => fault.IsRemark)), null),
                cancellation);
        }

        if (await transactions.RunAsync(token => KeepAsync(round, slice, token), cancellation))
        {
            LedgerMetrics.Audited(self.Participation, slice.Size - round.Audited);
        }

        return !slice.IsDone;
    }

    /// <summary>The newest round; null before the first.</summary>
    internal Task<LedgerAuditRow?> NewestAsync(CancellationToken cancellation) =>
        database.Set<LedgerAuditRow>().AsNoTracking().OrderByDescending(row => row.AuditId).FirstOrDefaultAsync(cancellation);

    private async Task<LedgerAuditRow?> RoundAsync(CancellationToken cancellation)
    {
        if (await NewestAsync(cancellation) is { } newest && (newest.FinishedAt is null || time.GetUtcNow() - newest.StartedAt < Interval))
        {
            return newest.FinishedAt is null ? newest : null;
        }

        var now = time.GetUtcNow();
        var round = new LedgerAuditRow { AuditId = Guid.CreateVersion7(now), StartedAt = now, Newest = await audit.NewestAsync(cancellation), Audited = 0, Faults = 0 };
        await transactions.RunAsync(
            _ =>
            {
                database.Add(round);
                return Task.CompletedTask;
            },
            cancellation);
        return round;
    }

    // Of two replicas that both think they are the active one, one counts.
    private async Task<bool> KeepAsync(LedgerAuditRow before, AuditSlice slice, CancellationToken cancellation)
    {
        var round = await database.Set<LedgerAuditRow>().SingleAsync(row => row.AuditId == before.AuditId, cancellation);
        if (round.FinishedAt is not null || round.Audited != before.Audited)
        {
            return false;
        }

        // An entry that was sealed late is an alarm, and stays so for ever: a promise that nothing could mend would hide the next fault.
        (round.Audited, round.Faults) = (slice.Size, round.Faults + slice.Faults.Count(fault => !fault.IsRemark));
        round.FinishedAt = slice.IsDone ? time.GetUtcNow() : null;
        return true;
    }
}
