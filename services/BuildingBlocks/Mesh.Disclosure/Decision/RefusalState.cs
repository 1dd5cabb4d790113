using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// A client's refusal (kielto) as its latest revision leaves it. It bars what would rest on consent, whatever consents say, until it
/// is lifted; duty and right pass it, and the ledger shows that they did.
/// </summary>
/// <param name="RefusalId">The refusal.</param>
/// <param name="Revision">The latest revision, from 1.</param>
/// <param name="Recipient">To whom nothing may be given by consent; null for anybody.</param>
/// <param name="Purposes">For what; empty for anything.</param>
/// <param name="Categories">Which categories; empty for all.</param>
/// <param name="From">First instant on which it bars.</param>
/// <param name="Lifted">Whether it has been lifted; a lifted refusal never comes back.</param>
public sealed record RefusalState(
    Guid RefusalId,
    int Revision,
    Participation? Recipient,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<DataCategory> Categories,
    DateTimeOffset From,
    bool Lifted)
{
    /// <summary>Whether it bars at a moment.</summary>
    public bool IsInForce(DateTimeOffset moment) => !Lifted && From <= moment;

    /// <summary>Whether its scope has this category, to this recipient, for this purpose.</summary>
    public bool Bars(Participation recipient, Purpose purpose, DataCategory category) =>
        (Recipient is null || Recipient == recipient)
        && (Purposes.Count == 0 || Purposes.Contains(purpose))
        && (Categories.Count == 0 || Categories.Contains(category));
}
