using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Journal;

/// <summary>Shows this participation's journal of a flow to operators. The look is journaled, after what was there.</summary>
public sealed class JournalGrpcService(DbContext database, Transactions transactions, FlowContext flow, FlowJournal journal, Self self)
    : JournalService.JournalServiceBase
{
    /// <inheritdoc />
    public override Task<ListJournalEntriesResponse> ListJournalEntries(ListJournalEntriesRequest request, ServerCallContext context) =>
        transactions.RunAsync(
            async cancellation =>
            {
                var flowId = Guid.Parse(request.FlowId);
                var rows = await database.Set<JournalRow>().AsNoTracking()
                    .Where(row => row.FlowId == flowId)
                    .OrderBy(row => row.RecordedAt).ThenBy(row => row.EntryId)
                    .ToListAsync(cancellation);
                if (rows.Count > 0)
                {
                    flow.Continue(flowId);
                    journal.Record("ListJournalEntries by operator", Road.Own, null);
                }

                return new ListJournalEntriesResponse { Entries = { rows.Select(Entry) } };
            },
            context.CancellationToken);

    private JournalEntry Entry(JournalRow row) => new()
    {
        EntryId = row.EntryId.ToString(),
        FlowId = row.FlowId.ToString(),
        CaseId = row.CaseId?.ToString() ?? "",
        Step = row.Step,
        Participant = self.Participation.ToString(),
        Counterpart = row.Counterpart ?? "",
        Road = row.Road,
        Outcome = row.Outcome,
        TraceId = row.TraceId,
        Time = row.Time.ToTimestamp(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
    };
}
