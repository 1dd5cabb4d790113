using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.ClientNotices;

/// <summary>Messages that wait for a letter: work of whoever may act for the client, and of the whole office where nobody has ties.</summary>
internal sealed class LetterWork(DbContext database, ILetterClients clients) : IWorkSource
{
    public string Name => "letters";

    public Guid? Touched(object row) => row is ClientNoticeRow notice ? notice.NoticeId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var notice = await database.Set<ClientNoticeRow>().SingleAsync(row => row.NoticeId == thing, cancellation);
        return notice.State == ServiceState.Failed
            ?
            [
                new Work(
                    WorkKind.Letter,
                    "POST_LETTER",
                    notice.NoticeId,
                    "tyollisyys.mesh.clientnotices.v1.LetterService/RecordLetterPosted",
                    notice.FlowId)
                {
                    SubjectId = notice.SubjectId,
                    CaseId = notice.CaseId,
                    DueOn = notice.DueOn,
                    IsUnclaimed = clients is EveryClient,
                },
            ]
            : [];
    }
}
