using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.ConsentNotices;

/// <summary>Writes down that a consent is withdrawn at its holder.</summary>
internal sealed class ConsentWithdrawnHandler(HeardConsents heard) : INoticeHandler<ConsentWithdrawn>
{
    public string Name => nameof(ConsentWithdrawnHandler);

    public Task<NoticeAct> PrepareAsync(ConsentWithdrawn notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(token => heard.HearAsync(notice.ConsentId, notice.ConsentRevision, [], context, token));
}

/// <summary>Writes down that less rests on a consent at its holder.</summary>
internal sealed class ConsentNarrowedHandler(HeardConsents heard) : INoticeHandler<ConsentNarrowed>
{
    public string Name => nameof(ConsentNarrowedHandler);

    public Task<NoticeAct> PrepareAsync(ConsentNarrowed notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(token => heard.HearAsync(notice.ConsentId, notice.ConsentRevision, notice.RemainingCategories, context, token));
}
