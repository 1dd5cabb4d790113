using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.ClientNotices;

/// <summary>The letter desk: what could not be delivered electronically, and to whom.</summary>
internal sealed class LetterGrpcService(
    DbContext database,
    Transactions transactions,
    Writes writes,
    CallScope call,
    ILetterClients clients,
    Subjects subjects,
    ClientMessages messages,
    ServiceProof proof,
    FlowContext flow,
    Looks looks,
    FlowJournal journal) : LetterService.LetterServiceBase
{
    /// <summary>The channel of a letter in the proof.</summary>
    public const string ChannelName = "LETTER";

    // The look tells identity codes, so it is journaled before they leave.
    public override Task<ListLettersResponse> ListLetters(ListLettersRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        return transactions.RunAsync(
            async cancellation =>
            {
                var rows = await Mine.AsNoTracking()
                    .Where(notice => notice.State == ServiceState.Failed)
                    .OrderBy(notice => notice.SentAt).ThenBy(notice => notice.NoticeId)
                    .Skip(page.Offset).Take(page.Size)
                    .ToListAsync(cancellation);
                var response = new ListLettersResponse { NextPageToken = page.Next(rows.Count) };
                var shown = await messages.ShowAsync(rows, withText: true, cancellation);
                foreach (var (row, message) in rows.Zip(shown))
                {
                    var code = await subjects.RevealAsync(row.SubjectId, cancellation);
                    looks.At(row.SubjectId, row.CaseId);
                    response.Letters.Add(new Letter { Message = message, PersonalIdentityCode = code.Reveal() });
                }

                journal.Record("F33 ListLetters by professional", Road.Own, null);
                return response;
            },
            context.CancellationToken);
    }

    public override Task<RecordLetterPostedResponse> RecordLetterPosted(RecordLetterPostedRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var noticeId = Guid.Parse(request.MessageId);
            var notice = await Mine.SingleOrDefaultAsync(row => row.NoticeId == noticeId, cancellation) ?? throw Refusals.NoBasis.Raise();
            flow.Continue(notice.FlowId);
            if (notice.State != ServiceState.Failed)
            {
                throw LetterRefusals.NotWaiting.Raise();
            }

            var postedOn = WireDate.Read(request.PostedOn);
            await NotBeforeFailureAsync(notice, postedOn, cancellation);
            proof.TryStep(notice, ServiceState.LetterPosted, new StepDetail(ChannelName) { PostedOn = postedOn });
            journal.Record("F33 LetterPosted", Road.Own, null, caseId: notice.CaseId);
            return new RecordLetterPostedResponse { MessageId = request.MessageId, State = notice.State };
        });

    private IQueryable<ClientNoticeRow> Mine => clients.SubjectsOf(call.Caller) is { } mine
        ? database.Set<ClientNoticeRow>().Where(notice => mine.Contains(notice.SubjectId))
        : database.Set<ClientNoticeRow>();

    private async Task NotBeforeFailureAsync(ClientNoticeRow notice, DateOnly postedOn, CancellationToken cancellation)
    {
        var failedAt = await database.Set<ServiceStepRow>().AsNoTracking()
            .Where(step => step.NoticeId == notice.NoticeId && step.State == ServiceState.Failed)
            .Select(step => step.Time)
            .SingleAsync(cancellation);
        var violations = new Violations();
        if (postedOn < HelsinkiTime.DateOf(failedAt))
        {
            violations.Add("posted_on", "BEFORE_FAILURE", "The date is before the message failed.");
        }

        violations.ThrowIfAny();
    }
}
