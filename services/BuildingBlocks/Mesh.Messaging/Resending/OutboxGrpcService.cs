using System.Globalization;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging;

/// <summary>
/// Marks sent rows as unsent, so that the dispatcher sends them as it sends any. The notice keeps its id and the instant it was
/// written, by which the recipient's inbox and its age limit know it.
/// </summary>
internal sealed class OutboxGrpcService(
    Writes writes, Transactions transactions, DbContext database, FlowContext flow, FlowJournal journal, OutboxSignal signal, TimeProvider time)
    : OutboxService.OutboxServiceBase
{
    internal const int Most = 1000;

    private const string Step = "ResendNotices by operator";

    /// <inheritdoc />
    public override Task<ResendNoticesResponse> ResendNotices(ResendNoticesRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var chosen = Chosen(request);
            var found = await chosen.CountAsync(cancellation);
            if (found > Most)
            {
                throw OutboxRefusals.TooMany.Raise(("found", Text(found)), ("most", Text(Most)));
            }

            await JournalAsync(chosen, found, cancellation);
            var now = time.GetUtcNow();
            var resent = await chosen.ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.SentAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.NextAttemptAt, now)
                    .SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.LastFailure, (string?)null),
                cancellation);
            if (request.Recipient.Length > 0)
            {
                // To everybody: found by the next look at the outbox, within a second.
                transactions.AfterCommit(() => signal.Wake(request.Recipient));
            }

            return new ResendNoticesResponse { NoticesResent = resent };
        });

    private IQueryable<OutboxRow> Chosen(ResendNoticesRequest request)
    {
        var (since, until) = (request.Since.ToDateTimeOffset(), request.Until.ToDateTimeOffset());

        // What happened before and waited is lost like the rest, when a queue loses what was sent to it in that time.
        var rows = database.Set<OutboxRow>().AsNoTracking()
            .Where(row => row.SentAt != null && ((row.CreatedAt >= since && row.CreatedAt < until) || (row.SentAt >= since && row.SentAt < until)));
        rows = request.Type.Length > 0 ? rows.Where(row => row.Type == request.Type) : rows;
        return request.Recipient.Length > 0 ? rows.Where(row => row.Recipient == request.Recipient) : rows;
    }

    // In the flow of each notice: whoever follows a case sees why its notice came twice. Nothing found is an act, too.
    private async Task JournalAsync(IQueryable<OutboxRow> chosen, int found, CancellationToken cancellation)
    {
        if (found == 0)
        {
            journal.Record(Step, Road.Own, counterpart: null);
            return;
        }

        var notices = await chosen.OrderBy(row => row.Sequence)
            .Select(row => new { row.FlowId, row.Recipient, row.CaseId })
            .ToListAsync(cancellation);
        foreach (var notice in notices)
        {
            flow.Continue(notice.FlowId);
            journal.Record(Step, Road.Own, Participation.TryParse(notice.Recipient, out var to) ? to : null, caseId: notice.CaseId);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
