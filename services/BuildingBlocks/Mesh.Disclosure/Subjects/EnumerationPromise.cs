using System.Globalization;
using Mesh.Hosting.Health;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>That nobody has been trying people out at the door for a day. Degraded it evicts nobody: whoever asks so is still answered, and somebody has to ask why.</summary>
internal sealed class EnumerationPromise(DbContext database, TimeProvider time) : IPromiseCheck
{
    // So that an operator who looks once a day has seen it.
    private static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Shown;
        var alarms = await database.Set<EnumerationAlarmRow>().AsNoTracking()
            .Where(row => row.RaisedAt > since).OrderByDescending(row => row.RaisedAt).ToListAsync(cancellation);
        var words = alarms.DistinctBy(row => row.Requester)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Requester} asked about {row.People} unknown people within an hour"));
        return new("door-not-enumerated", alarms.Count == 0, alarms.Count == 0 ? "no alarm for a day" : string.Join(", ", words));
    }
}
