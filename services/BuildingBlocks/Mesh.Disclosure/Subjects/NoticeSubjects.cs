using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>About whom the holder's notices are: the link that stays here while only the notice's id travels.</summary>
public sealed class NoticeSubjects(DbContext database)
{
    /// <summary>Links a notice to its subject, in the transaction that puts it into the outbox.</summary>
    public void Link(Guid noticeId, Guid subjectId, Participation recipient, Guid? caseId) =>
        database.Add(new SentNoticeRow
        {
            NoticeId = noticeId,
            SubjectId = subjectId,
            Recipient = recipient.ToString(),
            CaseId = caseId,
        });

    /// <summary>The notice; null when the holder sent none with this id.</summary>
    public async Task<SentNotice?> FindAsync(Guid noticeId, CancellationToken cancellation)
    {
        var row = await database.Set<SentNoticeRow>().AsNoTracking()
            .FirstOrDefaultAsync(notice => notice.NoticeId == noticeId, cancellation);
        return row is not null && Participation.TryParse(row.Recipient, out var recipient)
            ? new SentNotice(row.NoticeId, row.SubjectId, recipient, row.CaseId)
            : null;
    }
}
