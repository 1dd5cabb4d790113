using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.ClientNotices;

/// <summary>
/// Takes over from a channel which messages were read. Where to go on is written after the receipts before it: a receipt is neither
/// lost nor, since a message is read once, counted twice.
/// </summary>
internal sealed class Receipts(IServiceScopeFactory scopes, IReceiptSource source)
{
    /// <summary>Reads everything the channel has now.</summary>
    public async Task CollectAsync(CancellationToken cancellation)
    {
        var last = false;
        while (!last)
        {
            await using var scope = scopes.CreateAsyncScope();
            var cursor = await Cursors(scope).AsNoTracking().SingleOrDefaultAsync(row => row.Channel == source.Name, cancellation);
            var page = await source.ReadAsync(cursor?.Token, cancellation);
            foreach (var receipt in page.Read)
            {
                await RecordAsync(receipt.ChannelReference, receipt.ReadAt, cancellation);
            }

            if (page.Token is { } token)
            {
                await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(inner => RememberAsync(scope, token, inner), cancellation);
            }

            last = page.IsLast || page.Token is null || page.Token == cursor?.Token;
        }
    }

    // One transaction for each: a receipt belongs to its message's flow. Recorded again after a crash, it changes nothing.
    private async Task RecordAsync(string reference, DateTimeOffset readAt, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            async token =>
            {
                var database = scope.ServiceProvider.GetRequiredService<DbContext>();
                var notice = await (
                    from step in database.Set<ServiceStepRow>()
                    join row in database.Set<ClientNoticeRow>() on step.NoticeId equals row.NoticeId
                    where step.Channel == source.Name && step.ChannelReference == reference
                    select row).FirstOrDefaultAsync(token);
                if (notice is null)
                {
                    // Of another system of the same organisation.
                    return;
                }

                scope.ServiceProvider.GetRequiredService<FlowContext>().Continue(notice.FlowId);
                if (scope.ServiceProvider.GetRequiredService<ServiceProof>().TryStep(
                    notice, ServiceState.Read, new StepDetail(source.Name) { StatedAt = readAt, ChannelReference = reference }))
                {
                    scope.ServiceProvider.GetRequiredService<FlowJournal>().Record("F33 ClientNoticeRead", Road.Own, null, caseId: notice.CaseId);
                }
            },
            cancellation);
    }

    private async Task RememberAsync(AsyncServiceScope scope, string token, CancellationToken cancellation)
    {
        if (await Cursors(scope).SingleOrDefaultAsync(row => row.Channel == source.Name, cancellation) is { } cursor)
        {
            cursor.Token = token;
        }
        else
        {
            Cursors(scope).Add(new ReceiptCursorRow { Channel = source.Name, Token = token });
        }
    }

    private static DbSet<ReceiptCursorRow> Cursors(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<DbContext>().Set<ReceiptCursorRow>();
}
