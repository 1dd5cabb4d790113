using System.Diagnostics;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Sends what is due to one recipient, in the order of writing. A notice that fails holds back the later ones of its own case and no
/// others: one case in trouble must not leave the rest without help. No transaction is open while sending: the sending may run the
/// recipient's handler, which may ask this participation something.
/// </summary>
internal sealed partial class OutboxLane(
    IServiceScopeFactory scopes, INoticeTransport transport, DeliveryHolds holds, Self self, TimeProvider time, ILogger<OutboxLane> logger)
{
    private const int BatchSize = 50;

    // Longer than every deadline of what a handler may ask; a sending that hangs must not keep its lane for ever.
    private static readonly TimeSpan SendingTimeout = TimeSpan.FromSeconds(60);

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
        var (failures, last) = (0, long.MinValue);
        var held = new HashSet<Guid?>();
        while (true)
        {
            var batch = await NextAsync(recipient, last, cancellation);
            foreach (var row in batch)
            {
                last = row.Sequence;
                if (holds.IsHeld(recipient))
                {
                    return sent;
                }

                if (row.CaseId is not null && held.Contains(row.CaseId))
                {
                    continue;
                }

                if (row.NextAttemptAt > time.GetUtcNow())
                {
                    held.Add(row.CaseId);
                }
                else if (await TrySendAsync(row, cancellation))
                {
                    sent++;
                }
                else if (++failures == FailuresOfOneGo)
                {
                    return sent;
                }
                else
                {
                    held.Add(row.CaseId);
                }
            }

            if (batch.Count < BatchSize)
            {
                return sent;
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
            sent += await TrySendAsync(row, cancellation) ? 1 : 0;
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

    private async Task<bool> TrySendAsync(OutboxRow row, CancellationToken cancellation)
    {
        var envelope = NoticeEnvelope.Parse(row.Envelope).Value;
        using var span = NoticeSpan.Start(
            $"send {NoticeTypes.ShortName(row.Type)}", ActivityKind.Producer, envelope.Trace, self.Participation, row.FlowId);
        using var timeout = new CancellationTokenSource(SendingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await transport.SendAsync(envelope with { TraceParent = span.Id }, envelope.Recipient, either.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops: no failed attempt, the row waits for the next start.
            throw;
        }
        catch (Exception fault)
        {
            var failure = FailureOf(fault);
            span.SetStatus(ActivityStatusCode.Error, failure);
            KeptUnsent(row.NoticeId, row.Recipient, failure, row.Attempts + 1);
            await MarkFailedAsync(row, failure);
            return false;
        }

        await MarkSentAsync(row);
        NoticeMetrics.WasSent(self.Participation, row.Type);
        return true;
    }

    // Marking is not cancelled: the recipient has the notice, and a row left unmarked would only be sent again.
    private async Task MarkSentAsync(OutboxRow row)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        await Rows(scope).Where(one => one.Sequence == row.Sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.SentAt, now), CancellationToken.None);
    }

    private async Task MarkFailedAsync(OutboxRow row, string failure)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempts = row.Attempts + 1;
        var next = time.GetUtcNow() + Backoff.After(attempts);
        await Rows(scope).Where(one => one.Sequence == row.Sequence)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(one => one.Attempts, attempts)
                    .SetProperty(one => one.NextAttemptAt, next)
                    .SetProperty(one => one.LastFailure, failure),
                CancellationToken.None);
    }

    private static IQueryable<OutboxRow> Unsent(AsyncServiceScope scope, string recipient) =>
        Rows(scope).AsNoTracking().Where(row => row.SentAt == null && row.Recipient == recipient);

    private static DbSet<OutboxRow> Rows(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<DbContext>().Set<OutboxRow>();

    // Codes only: what an exception says may quote anything.
    private static string FailureOf(Exception fault) => fault switch
    {
        TransientNoticeException transient => transient.Code,
        OperationCanceledException => "TIMED_OUT",
        RpcException rpc => rpc.StatusCode.ToString(),
        _ => fault.GetType().Name,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Notice {NoticeId} to {Recipient} is kept unsent: {Failure}, attempt {Attempt}.")]
    private partial void KeptUnsent(Guid noticeId, string recipient, string failure, int attempt);
}
