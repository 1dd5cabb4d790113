using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.ClientNotices;

/// <summary>The local mailbox: what was sent to the calling client, by whichever channel.</summary>
internal sealed class MyMessagesGrpcService(
    DbContext database,
    Writes writes,
    Subjects subjects,
    IClientIdentity identity,
    ClientMessages messages,
    ServiceProof proof,
    FlowContext flow,
    FlowJournal journal,
    TimeProvider time) : MyMessagesService.MyMessagesServiceBase
{
    public override async Task<ListMyMessagesResponse> ListMyMessages(ListMyMessagesRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var subjectId = await SubjectAsync(cancellation);
        var rows = await Notices.AsNoTracking()
            .Where(notice => notice.SubjectId == subjectId)
            .OrderByDescending(notice => notice.SentAt).ThenByDescending(notice => notice.NoticeId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(cancellation);
        return new ListMyMessagesResponse
        {
            Messages = { await messages.ShowAsync(rows, withText: false, cancellation) },
            NextPageToken = page.Next(rows.Count),
        };
    }

    public override async Task<ReadMyMessageResponse> ReadMyMessage(ReadMyMessageRequest request, ServerCallContext context)
    {
        // Before the transaction: it asks the identity provider.
        var subjectId = await SubjectAsync(context.CancellationToken);
        var noticeId = Guid.Parse(request.MessageId);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var notice = await Notices.SingleOrDefaultAsync(row => row.NoticeId == noticeId && row.SubjectId == subjectId, cancellation)
                ?? throw Refusals.NoBasis.Raise();
            flow.Continue(notice.FlowId);
            if (proof.TryStep(notice, ServiceState.Read, new StepDetail(LocalMailbox.ChannelName)))
            {
                journal.Record("F33 ClientNoticeRead", Road.Own, null, caseId: notice.CaseId);
            }

            return new ReadMyMessageResponse { Message = new ClientMessage { MessageId = request.MessageId, State = notice.State } };
        }, CompleteAsync);
    }

    // Asked again, a message is shown as it stands: its words do not change, and its proof only grows.
    private async Task<ReadMyMessageResponse> CompleteAsync(ReadMyMessageResponse outcome, CancellationToken cancellation)
    {
        var noticeId = Guid.Parse(outcome.Message.MessageId);
        var notice = await Notices.AsNoTracking().SingleAsync(row => row.NoticeId == noticeId, cancellation);
        return new ReadMyMessageResponse { Message = (await messages.ShowAsync([notice], withText: true, cancellation))[0] };
    }

    private DbSet<ClientNoticeRow> Notices => database.Set<ClientNoticeRow>();

    // Somebody unknown here goes the same way with an id that nobody has.
    private async Task<Guid> SubjectAsync(CancellationToken cancellation) =>
        await subjects.FindAsync(await identity.CodeOfCallerAsync(cancellation), cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
}
