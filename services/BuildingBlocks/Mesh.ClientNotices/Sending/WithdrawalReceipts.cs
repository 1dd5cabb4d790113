using Mesh.Disclosure;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>Sends the client a receipt of each consent withdrawn at this holder.</summary>
internal sealed class WithdrawalReceipts(ClientPost post) : IConsentListener
{
    public Task OnWithdrawnAsync(ConsentRevision withdrawn, CancellationToken cancellation)
    {
        post.Send(withdrawn.SubjectId, ClientNoticeKind.ConsentWithdrawn, caseId: null, dueOn: null, withdrawn.ConsentId.ToString());
        return Task.CompletedTask;
    }

    // What remains the client sees among the consents; the act has answered with its receipt.
    public Task OnNarrowedAsync(ConsentRevision before, ConsentRevision narrowed, CancellationToken cancellation) => Task.CompletedTask;
}
