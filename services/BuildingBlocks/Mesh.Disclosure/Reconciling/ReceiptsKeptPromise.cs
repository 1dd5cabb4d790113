using System.Diagnostics.Metrics;
using System.Globalization;
using Mesh.Hosting.Health;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// That no holder has missed what a receipt promised for a day, and none that shows checkpoints has left one unanswered for hours. Degraded it evicts nobody: somebody has to ask that
/// organisation why.
/// </summary>
internal sealed class ReceiptsKeptPromise(DbContext database, DirectoryFile directory, TimeProvider time) : IPromiseCheck
{
    // So that an operator who looks once a day has seen it.
    private static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Shown;
        var wrong = await database.Set<ReceiptPromiseRow>().AsNoTracking()
            .Where(row => row.Outcome != PromiseOutcome.Proven && row.LookedAt > since)
            .GroupBy(row => new { row.Holder, row.Outcome })
            .Select(group => new { group.Key.Holder, group.Key.Outcome, Count = group.Count() })
            .ToListAsync(cancellation);
        var unanswered = await UnansweredAsync(cancellation);
        var away = await database.Set<ReceiptSweepRow>().AsNoTracking().CountAsync(row => row.Failures > 0, cancellation);
        var words = wrong.OrderBy(one => one.Holder, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Holder} {WireNames.Of(one.Outcome)} {one.Count}"))
            .Concat(unanswered)
            .Append(string.Create(CultureInfo.InvariantCulture, $"{away} holders could not be asked last"));
        return new("receipts-kept", wrong.Count == 0 && unanswered.Count == 0, string.Join(", ", words));
    }

    // Of those that are listed: whoever has left can answer no more.
    private async Task<List<string>> UnansweredAsync(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - ReceiptSweep.LongestUnanswered;
        var listed = directory.Current.Entries.Select(entry => entry.Participation.ToString()).ToHashSet();
        var found = new List<string>();
        foreach (var sweep in await database.Set<ReceiptSweepRow>().AsNoTracking().Where(row => row.Failures == 0 && row.Through < limit).OrderBy(row => row.Holder).ToListAsync(cancellation))
        {
            if (listed.Contains(sweep.Holder) && await ReceiptSweep.Open(database, sweep.Holder, sweep.Through, limit).CountAsync(cancellation) is > 0 and var count)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{sweep.Holder} UNANSWERED {count}"));
            }
        }

        return found;
    }
}

/// <summary>What is measured of receipts.</summary>
internal static class ReceiptMetrics
{
    private static readonly Counter<long> Promises =
        MeshMetrics.Meter.CreateCounter<long>("mesh.receipts.looked_up", "{receipt}", "Receipts whose promise was looked up at its holder, by holder and outcome.");

    /// <summary>Counts receipts whose promise was looked up.</summary>
    public static void LookedUp(Participation requester, Participation holder, IEnumerable<PromiseOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            var labels = MeshMetrics.At(requester.ToString());
            labels.Add("mesh.holder", holder.ToString());
            labels.Add(MeshMetrics.OutcomeLabel, WireNames.Of(outcome).ToLowerInvariant());
            Promises.Add(1, labels);
        }
    }
}
