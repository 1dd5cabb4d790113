using Mesh.Disclosure;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>Sends the client a receipt of each consent withdrawn at this holder.</summary>
internal sealed class WithdrawalReceipts(ClientPost post) : IConsentWithdrawalListener
{
    public void OnWithdrawn(Guid subjectId, Guid consentId) =>
        post.Send(subjectId, ClientNoticeKind.ConsentWithdrawn, caseId: null, dueOn: null, consentId.ToString());
}
