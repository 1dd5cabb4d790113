using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Referrals;

/// <summary>F04: a region invites the authority to make an activation plan together.</summary>
public sealed class LabourAuthorityInvitedHandler(ReferralReceipt receipt) : INoticeHandler<LabourAuthorityInvited>
{
    /// <inheritdoc />
    public string Name => nameof(LabourAuthorityInvitedHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(LabourAuthorityInvited notice, NoticeContext context, CancellationToken cancellation) =>
        receipt.PrepareAsync(notice.ReferralId, context, Name, cancellation);
}

/// <summary>F04: a region refers the client to another authority, since that one is responsible by now.</summary>
public sealed class RegionReferralWithdrawnHandler(ReferralReceipt receipt) : INoticeHandler<RegionReferralWithdrawn>
{
    /// <inheritdoc />
    public string Name => nameof(RegionReferralWithdrawnHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(RegionReferralWithdrawn notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(token => receipt.WithdrawAsync(notice.ReferralId, context, token));
}

/// <summary>AKT-START-PRIO: a region hands a client's case over, since the authority is to start.</summary>
public sealed class AssistanceCaseHandedOverHandler(ReferralReceipt receipt) : INoticeHandler<AssistanceCaseHandedOver>
{
    /// <inheritdoc />
    public string Name => nameof(AssistanceCaseHandedOverHandler);

    /// <inheritdoc />
    public Task<NoticeAct> PrepareAsync(AssistanceCaseHandedOver notice, NoticeContext context, CancellationToken cancellation) =>
        receipt.PrepareAsync(notice.ReferralId, context, Name, cancellation);
}
