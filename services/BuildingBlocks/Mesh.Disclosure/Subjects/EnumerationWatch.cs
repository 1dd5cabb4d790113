using System.Globalization;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Looks whether somebody tries people out: asks within an hour about many who are unknown here. Counted from the ledger, off the request
/// path, so that an attempt takes the same work whoever it is about.
/// </summary>
internal sealed class EnumerationWatch(DbContext database, Transactions transactions, DoorLimits limits, Self self, TimeProvider time)
{
    /// <summary>Within which time people are counted; one alarm of a requester is raised in it.</summary>
    internal static readonly TimeSpan Span = TimeSpan.FromHours(1);

    /// <summary>Looks once.</summary>
    /// <returns>How many alarms were raised.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var raised = 0;
        foreach (var (requester, people) in await CountsAsync(now - Span, cancellation))
        {
            if (await transactions.RunAsync(token => TryRaiseAsync(requester, people, now, token), cancellation))
            {
                DisclosureMetrics.Enumerated(self.Participation, requester);
                raised++;
            }
        }

        return raised;
    }

    // Unknown is whom no subject stands for: an entry about somebody unknown has a sighting's id, the same for the same reference.
    private async Task<IReadOnlyList<(Participation Requester, long People)>> CountsAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var (first, most) = (LedgerSealer.FirstIdOf(since), limits.UnknownPerHour);
        var counts = await database.Database.SqlQuery<string>($"""
            SELECT entry.requester || ' ' || CAST(count(DISTINCT entry.subject_id) AS text) AS "Value"
            FROM disclosure_ledger AS entry
            WHERE entry.entry_id >= {first} AND NOT EXISTS (SELECT 1 FROM subject AS known WHERE known.subject_id = entry.subject_id)
            GROUP BY entry.requester HAVING count(DISTINCT entry.subject_id) >= {most}
            """).ToListAsync(cancellation);
        return [.. counts.Select(text => text.Split(' ')).Select(parts => (RequesterOf(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture)))];
    }

    private async Task<bool> TryRaiseAsync(Participation requester, long people, DateTimeOffset now, CancellationToken cancellation)
    {
        var (name, since) = (requester.ToString(), now - Span);
        if (await database.Set<EnumerationAlarmRow>().AnyAsync(row => row.Requester == name && row.RaisedAt > since, cancellation))
        {
            return false;
        }

        database.Add(new EnumerationAlarmRow
        {
            AlarmId = Guid.CreateVersion7(now),
            Requester = name,
            People = people,
            Since = since,
            RaisedAt = now,
        });
        return true;
    }

    private static Participation RequesterOf(string text) =>
        Participation.TryParse(text, out var requester) ? requester : throw new InvalidOperationException("A stored attempt names no participation.");
}
