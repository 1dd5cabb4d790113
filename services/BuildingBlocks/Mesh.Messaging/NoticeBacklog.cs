using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging;

/// <summary>What the notice road still owes, for <c>/health/promises</c> and metrics. It evicts nobody.</summary>
public sealed class NoticeBacklog(DbContext database, TimeProvider time)
{
    /// <summary>How long the oldest unsent notice has waited, by the machine's clock; null when all are sent.</summary>
    public async Task<TimeSpan?> OldestUnsentAsync(CancellationToken cancellation)
    {
        var oldest = await database.Set<OutboxRow>()
            .Where(row => row.SentAt == null)
            .OrderBy(row => row.RecordedAt)
            .Select(row => (DateTimeOffset?)row.RecordedAt)
            .FirstOrDefaultAsync(cancellation);
        return time.GetUtcNow() - oldest;
    }

    /// <summary>Notices not yet sent.</summary>
    public Task<int> UnsentAsync(CancellationToken cancellation) =>
        database.Set<OutboxRow>().CountAsync(row => row.SentAt == null, cancellation);

    /// <summary>Notices that could not be handled and wait for an operator.</summary>
    public Task<int> ParkedAsync(CancellationToken cancellation) => database.Set<ParkedRow>().CountAsync(cancellation);
}
