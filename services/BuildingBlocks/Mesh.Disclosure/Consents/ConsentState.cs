using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A consent as its latest revision leaves it: what the decision rests on.</summary>
/// <param name="ConsentId">The consent.</param>
/// <param name="Revision">The latest revision, from 1.</param>
/// <param name="Recipient">Who may receive.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Categories">Which categories.</param>
/// <param name="Validity">From when until when.</param>
/// <param name="Withdrawn">Whether it has been withdrawn; a withdrawn consent never comes back.</param>
public sealed record ConsentState(
    Guid ConsentId,
    int Revision,
    ConsentRecipient Recipient,
    Purpose Purpose,
    IReadOnlyList<DataCategory> Categories,
    ConsentValidity Validity,
    bool Withdrawn);
