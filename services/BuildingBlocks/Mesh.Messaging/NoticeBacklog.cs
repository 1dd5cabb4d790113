using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging;

/// <summary>What the notice road still owes, for <c>/health/promises</c> and metrics. It evicts nobody.</summary>
public sealed class NoticeBacklog
{
    private readonly DbContext _database;
    private readonly DeliveryHolds _holds;
    private readonly TimeProvider _time;

    internal NoticeBacklog(DbContext database, DeliveryHolds holds, TimeProvider time) => (_database, _holds, _time) = (database, holds, time);

    /// <summary>How long the oldest unsent notice has waited, by the machine's clock; null when all are sent.</summary>
    public async Task<TimeSpan?> OldestUnsentAsync(CancellationToken cancellation)
    {
        var oldest = await _database.Set<OutboxRow>()
            .Where(row => row.SentAt == null)
            .OrderBy(row => row.RecordedAt)
            .Select(row => (DateTimeOffset?)row.RecordedAt)
            .FirstOrDefaultAsync(cancellation);
        return _time.GetUtcNow() - oldest;
    }

    /// <summary>Notices on their way: not yet sent, and not held back in a demonstration, for which nobody is to wait.</summary>
    public Task<int> UnsentAsync(CancellationToken cancellation)
    {
        var held = _holds.Held;
        return _database.Set<OutboxRow>().CountAsync(row => row.SentAt == null && !held.Contains(row.Recipient), cancellation);
    }

    /// <summary>Notices sent so far.</summary>
    public Task<int> SentAsync(CancellationToken cancellation) => _database.Set<OutboxRow>().CountAsync(row => row.SentAt != null, cancellation);

    /// <summary>Notices received so far: a handler is done with them, or they are parked. One that came twice counts once.</summary>
    public Task<int> ReceivedAsync(CancellationToken cancellation) => _database.Set<InboxRow>().Select(row => row.NoticeId)
        .Union(_database.Set<ParkedRow>().Select(row => row.NoticeId))
        .CountAsync(cancellation);

    /// <summary>Notices that could not be handled and wait for an operator.</summary>
    public Task<int> ParkedAsync(CancellationToken cancellation) => _database.Set<ParkedRow>().CountAsync(row => row.DiscardedAt == null, cancellation);
}
