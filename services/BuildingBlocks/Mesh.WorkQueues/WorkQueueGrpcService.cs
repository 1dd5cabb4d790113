using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues;

/// <summary>A professional's queue.</summary>
internal sealed class WorkQueueGrpcService(
    WorkQueue queue, Transactions transactions, Subjects subjects, FlowJournal journal, Looks looks, FlowContext flow, CallScope call)
    : WorkQueueService.WorkQueueServiceBase
{
    public override async Task<ListWorkResponse> ListWork(ListWorkRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var seen = queue.SeenBy(call.Caller, Filter(request.Kinds, request.Timing, request.Holder, request.CaseId));
        var rows = await seen
            .OrderByDescending(item => item.ChangedAt).ThenByDescending(item => item.ItemId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListWorkResponse
        {
            Items = { rows.Select(View) },
            NextPageToken = page.Next(rows.Count),
            TotalSize = await seen.CountAsync(context.CancellationToken),
        };
    }

    public override async Task<CountWorkResponse> CountWork(CountWorkRequest request, ServerCallContext context)
    {
        var counts = await queue.CountAsync(
            call.Caller, Filter(request.Kinds, request.Timing, request.Holder, request.CaseId), context.CancellationToken);
        return new CountWorkResponse { Total = counts.Sum(count => count.Total), Counts = { counts } };
    }

    // The look tells an identity code, so it is journaled before it leaves.
    public override Task<RevealWorkClientResponse> RevealWorkClient(RevealWorkClientRequest request, ServerCallContext context)
    {
        var id = Guid.Parse(request.ItemId);
        return transactions.RunAsync(
            async cancellation =>
            {
                var item = await queue.SeenBy(call.Caller).SingleOrDefaultAsync(row => row.ItemId == id, cancellation)
                    ?? throw Refusals.NoBasis.Raise();
                flow.Continue(item.FlowId);
                var subject = item.SubjectId ?? throw WorkRefusals.ClientNotKept.Raise();
                var code = await subjects.RevealAsync(subject, cancellation);
                looks.At(subject, item.CaseId);
                journal.Record("RevealWorkClient by professional", Road.Own, null, caseId: item.CaseId);
                return new RevealWorkClientResponse { PersonalIdentityCode = code.Reveal() };
            },
            context.CancellationToken);
    }

    private static WorkFilter Filter(IEnumerable<WorkKind> kinds, WorkTiming timing, WorkHolder holder, string caseId) =>
        new([.. kinds], timing, holder, caseId.Length == 0 ? null : Guid.Parse(caseId));

    private WorkItem View(WorkItemRow row) => new()
    {
        ItemId = row.ItemId.ToString(),
        Kind = row.Kind,
        Code = row.Code,
        Reference = row.Reference.ToString(),
        CaseId = row.CaseId?.ToString() ?? "",
        ClientId = row.ClientId?.ToString() ?? "",
        Counterpart = row.Counterpart,
        DueOn = WireDate.WriteOptional(row.DueOn),
        LastLawfulDate = WireDate.WriteOptional(row.IsTermOfLaw ? row.OverdueAfter : null),
        Timing = queue.TimingOf(row),
        Since = row.Since.ToTimestamp(),
        ChangedAt = row.ChangedAt.ToTimestamp(),
        Holder = row.IsUnclaimed ? WorkHolder.Unclaimed : WorkHolder.Mine,
        Method = row.Method,
        FlowId = row.FlowId.ToString(),
    };
}
