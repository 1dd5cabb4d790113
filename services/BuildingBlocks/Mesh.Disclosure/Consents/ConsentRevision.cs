using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What a revision of a consent says.</summary>
public enum ConsentAct
{
    /// <summary>The client has consented.</summary>
    Registered = 1,

    /// <summary>The client has withdrawn.</summary>
    Withdrawn,
}

/// <summary>
/// One revision of a consent (suostumus): append-only, complete in itself, linked to the one before by its hash. A consent is its
/// revisions; nothing about it is kept elsewhere.
/// </summary>
public sealed record ConsentRevision
{
    /// <summary>The consent.</summary>
    public required Guid ConsentId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Revision { get; init; }

    /// <summary>What happened.</summary>
    public required ConsentAct Act { get; init; }

    /// <summary>Who consents, by random id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Who may receive, as <c>business id/ROLE</c> (CON-2: a named receiver).</summary>
    public required string Recipient { get; init; }

    /// <summary>For what.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Codes of the categories, separated by commas.</summary>
    public required string Categories { get; init; }

    /// <summary>First valid civil day, Helsinki.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last valid civil day, Helsinki.</summary>
    public required DateOnly ValidThrough { get; init; }

    /// <summary>Language of the form that was signed, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Version of the text the client read.</summary>
    public required string TextVersion { get; init; }

    /// <summary>SHA-256 of the signed form.</summary>
    public required byte[] FormSha256 { get; init; }

    /// <summary>Who acted: PROFESSIONAL who registered, or the CLIENT.</summary>
    public required string ActedAs { get; init; }

    /// <summary>Pairwise id of that person at this participation.</summary>
    public required string ActorId { get; init; }

    /// <summary>Assurance of that person's authentication, as a URI.</summary>
    public required string ActorAssurance { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Hash of the revision before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousSha256 { get; init; }

    /// <summary>Hash of this revision, <see cref="ConsentHash"/>; empty until it is sealed.</summary>
    public byte[] Sha256 { get; init; } = [];
}
