using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Participations;

/// <summary>F11: a placement in rehabilitative work activity is agreed.</summary>
public sealed class PlacementAgreedHandler(PlacementReceipt receipt) : INoticeHandler<PlacementAgreed>
{
    /// <inheritdoc />
    public string Name => nameof(PlacementAgreedHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(PlacementAgreed notice, NoticeContext context, CancellationToken cancellation) => receipt.PrepareAsync(
        new ToldPlacement(Guid.Parse(notice.CaseId), Guid.Parse(notice.PlacementId), notice.PlacementVersion), context, Name, cancellation);
}

/// <summary>F11: rehabilitative work activity has started.</summary>
public sealed class RehabilitativeWorkStartedHandler(PlacementReceipt receipt) : INoticeHandler<RehabilitativeWorkStarted>
{
    /// <inheritdoc />
    public string Name => nameof(RehabilitativeWorkStartedHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(RehabilitativeWorkStarted notice, NoticeContext context, CancellationToken cancellation) => receipt.PrepareAsync(
        new ToldPlacement(Guid.Parse(notice.CaseId), Guid.Parse(notice.PlacementId), notice.PlacementVersion), context, Name, cancellation);
}

/// <summary>F11: rehabilitative work activity has ended.</summary>
public sealed class RehabilitativeWorkEndedHandler(PlacementReceipt receipt) : INoticeHandler<RehabilitativeWorkEnded>
{
    /// <inheritdoc />
    public string Name => nameof(RehabilitativeWorkEndedHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(RehabilitativeWorkEnded notice, NoticeContext context, CancellationToken cancellation) => receipt.PrepareAsync(
        new ToldPlacement(Guid.Parse(notice.CaseId), Guid.Parse(notice.PlacementId), notice.PlacementVersion), context, Name, cancellation);
}
