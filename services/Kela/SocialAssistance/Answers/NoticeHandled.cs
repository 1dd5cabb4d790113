using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>F01a: a region tells what became of Kela's notice. The newest state is kept with it.</summary>
public sealed class NoticeHandled(DbContext database, MeshClock clock) : INoticeHandler<AssistanceNoticeHandled>
{
    /// <inheritdoc />
    public string Name => nameof(NoticeHandled);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(AssistanceNoticeHandled notice, NoticeContext context, CancellationToken cancellation)
    {
        var state = NoticeAnswer.StateOf(notice.StateCode) ?? throw new InvalidOperationException("No state that a region may tell.");
        var answer = new NoticeAnswer(state, notice.ReasonCode.Length == 0 ? null : notice.ReasonCode, context.Time);
        return Task.FromResult<NoticeAct>(token => KeepAsync(Guid.Parse(notice.NoticeId), answer, context.Source, token));
    }

    private async Task KeepAsync(Guid noticeId, NoticeAnswer answer, Participation source, CancellationToken cancellation)
    {
        var entry = await database.Set<AssistanceNoticeRow>().SingleOrDefaultAsync(row => row.NoticeId == noticeId, cancellation);

        // One message for both: a stranger that guesses ids learns nothing, and the notice is parked for a person.
        if (entry is null || entry.Recipient != source.ToString())
        {
            throw new InvalidOperationException("Not a notice that was sent to this participation.");
        }

        if (answer.Supersedes(entry.State, entry.AnsweredAt))
        {
            (entry.State, entry.ReasonCode, entry.AnsweredAt, entry.ChangedAt) = (answer.State, answer.ReasonCode, answer.At, clock.Now);
        }
    }
}
