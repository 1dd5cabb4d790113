using Mesh.Hosting.Calls;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>F07: there is a version to read and sign; the copy is fetched.</summary>
public sealed class DraftedHandler(JointCases cases, LearntFromOwner owner) : INoticeHandler<PlanVersionDrafted>
{
    /// <inheritdoc />
    public string Name => nameof(DraftedHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanVersionDrafted notice, NoticeContext context, CancellationToken cancellation)
    {
        var row = await cases.OfNoticeAsync(notice.CaseId, context.Source, cancellation);
        return await owner.CopyAsync(row, notice.CaseVersion, isActive: false, context, Actors.System(Name), cancellation);
    }
}

/// <summary>F07: somebody signed. Which version and that it waits for signatures is all a professional needs to see of it.</summary>
public sealed class SignedHandler(JointCases cases) : INoticeHandler<PlanSigned>
{
    /// <inheritdoc />
    public string Name => nameof(SignedHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanSigned notice, NoticeContext context, CancellationToken cancellation)
    {
        var row = await cases.OfNoticeAsync(notice.CaseId, context.Source, cancellation);
        return token => cases.LearnAsync(row.CaseId, notice.CaseVersion, PlanState.AwaitingSignatures, token);
    }
}

/// <summary>F08: all have signed. The signed copy is fetched and kept, and the review's timer is learnt.</summary>
public sealed class ActivatedHandler(JointCases cases, LearntFromOwner owner) : INoticeHandler<PlanActivated>
{
    /// <inheritdoc />
    public string Name => nameof(ActivatedHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanActivated notice, NoticeContext context, CancellationToken cancellation)
    {
        var actor = Actors.System(Name);
        var row = await cases.OfNoticeAsync(notice.CaseId, context.Source, cancellation);
        var copy = await owner.CopyAsync(row, notice.CaseVersion, isActive: true, context, actor, cancellation);
        var followUp = await owner.FollowUpAsync(row, notice.CaseVersion, context, actor, cancellation);
        return async token =>
        {
            await copy(token);
            await followUp(token);
            await cases.LearnAsync(row.CaseId, notice.CaseVersion, PlanState.Active, token);
        };
    }
}

/// <summary>F09: a review was held, and the next is due.</summary>
public sealed class ReviewHeldHandler(JointCases cases, LearntFromOwner owner) : INoticeHandler<PlanReviewHeld>
{
    /// <inheritdoc />
    public string Name => nameof(ReviewHeldHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanReviewHeld notice, NoticeContext context, CancellationToken cancellation)
    {
        var row = await cases.OfNoticeAsync(notice.CaseId, context.Source, cancellation);
        return await owner.FollowUpAsync(row, notice.CaseVersion, context, Actors.System(Name), cancellation);
    }
}

/// <summary>F09: a review was not held by its last lawful day. The version of the case does not change with it.</summary>
public sealed class ReviewOverdueHandler(JointCases cases, LearntFromOwner owner) : INoticeHandler<PlanReviewOverdue>
{
    /// <inheritdoc />
    public string Name => nameof(ReviewOverdueHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(PlanReviewOverdue notice, NoticeContext context, CancellationToken cancellation)
    {
        var row = await cases.OfNoticeAsync(notice.CaseId, context.Source, cancellation);
        return await owner.FollowUpAsync(row, notice.CaseVersion, context, Actors.System(Name), cancellation);
    }
}
