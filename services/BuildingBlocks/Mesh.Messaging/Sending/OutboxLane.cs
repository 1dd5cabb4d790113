using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>
/// Sends what is due to one recipient: the notices of a case in the order of writing, those of different cases at once as far as the
/// transport allows. A notice that fails holds back the later ones of its own case and no others: one case in trouble must not leave the
/// rest without help.
/// </summary>
internal sealed class OutboxLane(
    IServiceScopeFactory scopes, INoticeTransport transport, OutboxSending sending, DeliveryHolds holds, TimeProvider time)
{
    private const int BatchSize = 64;

    // So many failures in one go mean that the recipient is down rather than that single notices are in trouble.
    private const int FailuresOfOneGo = 3;

    /// <summary>Gives the number of notices sent.</summary>
    public async Task<int> DrainAsync(string recipient, CancellationToken cancellation)
    {
        if (holds.IsHeld(recipient))
        {
            return 0;
        }

        var sent = holds.TakeNewestFirst(recipient) ? await DrainNewestFirstAsync(recipient, cancellation) : 0;
        var go = new Go();
        var last = long.MinValue;
        while (true)
        {
            var batch = await NextAsync(recipient, last, cancellation);
            foreach (var together in batch.Chunk(transport.AtOnce))
            {
                if (holds.IsHeld(recipient) || go.Failures >= FailuresOfOneGo)
                {
                    return sent;
                }

                sent += await SendAsync(together, go, cancellation);
            }

            if (batch.Count < BatchSize)
            {
                return sent;
            }

            last = batch[^1].Sequence;
        }
    }

    // Marked together, in one statement: a commit for each would cost more than the sending. Also when the host stops half-way: what was
    // sent is known only here, and would be sent again.
    private async Task<int> SendAsync(OutboxRow[] rows, Go go, CancellationToken cancellation)
    {
        var sent = new ConcurrentBag<long>();
        try
        {
            await Task.WhenAll(rows.GroupBy(row => row.CaseId ?? row.NoticeId).Select(ofOneCase => SendInOrderAsync(ofOneCase, sent, go, cancellation)));
        }
        finally
        {
            await sending.MarkSentAsync([.. sent]);
        }

        return sent.Count;
    }

    private async Task SendInOrderAsync(IEnumerable<OutboxRow> ofOneCase, ConcurrentBag<long> sent, Go go, CancellationToken cancellation)
    {
        foreach (var row in ofOneCase)
        {
            if (go.Failures >= FailuresOfOneGo || go.IsHeldBack(row))
            {
                return;
            }

            if (row.NextAttemptAt > time.GetUtcNow())
            {
                go.HoldBack(row);
            }
            else if (await sending.TryAsync(row, cancellation))
            {
                sent.Add(row.Sequence);
            }
            else
            {
                go.Failed(row);
            }
        }
    }

    // A demonstration's disorder, once through what lies there; what fails is tried again in the usual order.
    private async Task<int> DrainNewestFirstAsync(string recipient, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await Unsent(scope, recipient).OrderByDescending(row => row.Sequence).ToListAsync(cancellation);
        var sent = 0;
        foreach (var row in rows)
        {
            if (await sending.TryAsync(row, cancellation))
            {
                await sending.MarkSentAsync([row.Sequence]);
                sent++;
            }
        }

        return sent;
    }

    private async Task<List<OutboxRow>> NextAsync(string recipient, long after, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Unsent(scope, recipient)
            .Where(row => row.Sequence > after)
            .OrderBy(row => row.Sequence)
            .Take(BatchSize)
            .ToListAsync(cancellation);
    }

    private static IQueryable<OutboxRow> Unsent(AsyncServiceScope scope, string recipient) =>
        scope.ServiceProvider.GetRequiredService<DbContext>().Set<OutboxRow>().AsNoTracking()
            .Where(row => row.SentAt == null && row.Recipient == recipient);

    /// <summary>What one go through the lane has met.</summary>
    private sealed class Go
    {
        private readonly ConcurrentDictionary<Guid, bool> _held = new();
        private int _failures;

        public int Failures => Volatile.Read(ref _failures);

        public bool IsHeldBack(OutboxRow row) => row.CaseId is { } about && _held.ContainsKey(about);

        public void HoldBack(OutboxRow row)
        {
            if (row.CaseId is { } about)
            {
                _held[about] = true;
            }
        }

        public void Failed(OutboxRow row)
        {
            HoldBack(row);
            Interlocked.Increment(ref _failures);
        }
    }
}
