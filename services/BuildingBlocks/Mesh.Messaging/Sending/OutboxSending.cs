using System.Diagnostics;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Messaging;

/// <summary>
/// Sends single notices and writes down how that went. No transaction is open while sending: the sending may run the recipient's handler,
/// which may ask this participation something.
/// </summary>
internal sealed partial class OutboxSending(
    IServiceScopeFactory scopes, INoticeTransport transport, Self self, TimeProvider time, ILogger<OutboxSending> logger)
{
    // Longer than every deadline of what a handler may ask; a sending that hangs must not keep its lane for ever.
    private static readonly TimeSpan SendingTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Whether the recipient has it now; it is then to be marked. Where not, the failed attempt is written down.</summary>
    public async Task<bool> TryAsync(OutboxRow row, CancellationToken cancellation)
    {
        var envelope = NoticeEnvelope.Parse(row.Envelope).Value;
        using var span = NoticeSpan.Start(
            $"send {NoticeTypes.ShortName(row.Type)}", ActivityKind.Producer, envelope.Trace, self.Participation, row.FlowId);
        using var timeout = new CancellationTokenSource(SendingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await transport.SendAsync(envelope with { TraceParent = span.Id }, envelope.Recipient, either.Token);
            NoticeMetrics.WasSent(self.Participation, row.Type);
            return true;
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
    }

    /// <summary>The recipient has these.</summary>
    // Not cancelled: rows left unmarked would only be sent again.
    public async Task MarkSentAsync(long[] sequences)
    {
        if (sequences.Length == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        await Rows(scope).Where(row => sequences.Contains(row.Sequence))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SentAt, now), CancellationToken.None);
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
