using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.ClientNotices;

/// <summary>
/// Delivers messages that are due. Each is claimed in the database before the channel is asked, so that of several dispatchers, in one
/// process or many, one asks; a claim left behind by a crash lapses. No transaction is open while the channel is asked.
/// </summary>
internal sealed partial class ClientNoticeDelivery(
    IServiceScopeFactory scopes, ClientNoticeTexts texts, TimeProvider time, ILogger<ClientNoticeDelivery> log)
{
    private const int BatchSize = 50;

    /// <summary>Tries every message that is due now, once.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> DeliverDueAsync(CancellationToken cancellation)
    {
        var tried = 0;
        var due = await DueAsync(cancellation);
        while (due.Count > 0)
        {
            foreach (var notice in due)
            {
                if (await TryClaimAsync(notice, cancellation))
                {
                    tried++;
                    await DeliverAsync(notice, cancellation);
                }
            }

            due = due.Count < BatchSize ? [] : await DueAsync(cancellation);
        }

        return tried;
    }

    private async Task<List<ClientNoticeRow>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        return await Notices(scope).AsNoTracking()
            .Where(notice => notice.State == ServiceState.Queued && notice.NextAttemptAt <= now)
            .OrderBy(notice => notice.NextAttemptAt).ThenBy(notice => notice.NoticeId)
            .Take(BatchSize)
            .ToListAsync(cancellation);
    }

    private async Task<bool> TryClaimAsync(ClientNoticeRow notice, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var lapses = time.GetUtcNow() + DeliveryPauses.Lease;
        return await Notices(scope)
            .Where(row => row.NoticeId == notice.NoticeId && row.State == ServiceState.Queued && row.NextAttemptAt == notice.NextAttemptAt)
            .ExecuteUpdateAsync(
                row => row.SetProperty(claimed => claimed.NextAttemptAt, lapses).SetProperty(claimed => claimed.Attempts, notice.Attempts + 1),
                cancellation) == 1;
    }

    private async Task DeliverAsync(ClientNoticeRow notice, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<FlowContext>().Continue(notice.FlowId);
        var channel = scope.ServiceProvider.GetRequiredService<IClientNoticeChannel>();
        var answer = await AskAsync(channel, notice, cancellation);
        await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            async token =>
            {
                var row = await Notices(scope).SingleAsync(claimed => claimed.NoticeId == notice.NoticeId, token);
                Conclude(scope.ServiceProvider, row, channel.Name, answer);
            },
            cancellation);
    }

    private async Task<ChannelAnswer> AskAsync(IClientNoticeChannel channel, ClientNoticeRow notice, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(DeliveryPauses.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await channel.DeliverAsync(
                new OutgoingMessage(notice.NoticeId, notice.SubjectId, texts.Title(notice), texts.Text(notice)), either.Token);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // By its kind alone: its text may quote what was sent.
            ChannelFailed(notice.NoticeId, fault.GetType().Name);
            return new ChannelAnswer.TryLater(patience.IsCancellationRequested ? "CHANNEL_SLOW" : "CHANNEL_FAULT");
        }
    }

    // A message that the client has opened meanwhile keeps that as its end.
    private void Conclude(IServiceProvider services, ClientNoticeRow row, string channel, ChannelAnswer answer)
    {
        var proof = services.GetRequiredService<ServiceProof>();
        var journal = services.GetRequiredService<FlowJournal>();
        var failure = answer switch
        {
            ChannelAnswer.TryLater later => later.Code,
            ChannelAnswer.Undeliverable never => never.Code,
            _ => null,
        };
        row.LastFailure = failure ?? row.LastFailure;
        if (answer is ChannelAnswer.Delivered delivered)
        {
            if (proof.TryStep(row, ServiceState.Delivered, new StepDetail(channel) { ChannelReference = delivered.ChannelReference }))
            {
                journal.Record("F33 ClientNoticeDelivered", Road.Own, null, caseId: row.CaseId);
            }
        }
        else if (answer is ChannelAnswer.TryLater && row.Attempts < DeliveryPauses.MostAttempts)
        {
            row.NextAttemptAt = time.GetUtcNow() + DeliveryPauses.After(row.Attempts);
        }
        else if (proof.TryStep(row, ServiceState.Failed, new StepDetail(channel) { FailureCode = failure }))
        {
            journal.Record("F33 ClientNoticeFailed", Road.Own, null, failure!, row.CaseId);
        }
    }

    private static DbSet<ClientNoticeRow> Notices(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<DbContext>().Set<ClientNoticeRow>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {NoticeId} could not be given to its channel: {Fault}.")]
    private partial void ChannelFailed(Guid noticeId, string fault);
}
