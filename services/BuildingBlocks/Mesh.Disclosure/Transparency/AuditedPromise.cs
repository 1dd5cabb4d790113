using System.Globalization;
using Mesh.Hosting.Health;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>That the whole ledger was audited within two days, and nothing was found since the round before.</summary>
internal sealed class LedgerAuditedPromise(DbContext database, TimeProvider time) : IPromiseCheck
{
    // A round a day, and a day to be late in.
    private static readonly TimeSpan Longest = 2 * AuditRounds.Interval;

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var rounds = database.Set<LedgerAuditRow>().AsNoTracking().OrderByDescending(row => row.AuditId);
        var newest = await rounds.FirstOrDefaultAsync(cancellation);
        var finished = await rounds.FirstOrDefaultAsync(row => row.FinishedAt != null, cancellation);
        if (newest is null)
        {
            return new("ledger-audited", false, "not audited yet");
        }

        // The first round, or the one after a fault was mended: what is under way counts, too.
        var faults = newest.Faults + (finished is null || finished.AuditId == newest.AuditId ? 0 : finished.Faults);
        var age = time.GetUtcNow() - (finished?.FinishedAt ?? newest.StartedAt);
        return new(
            "ledger-audited",
            faults == 0 && age <= Longest,
            string.Create(CultureInfo.InvariantCulture, $"{LedgerPromiseWords.Age(finished is null ? "first audit begun" : "last audited", age)} ago, {faults} faults"));
    }
}
