using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Disclosure;

/// <summary>What became of an attempt.</summary>
public enum LedgerOutcome
{
    /// <summary>Something was given.</summary>
    Permit = 1,

    /// <summary>Nothing was given.</summary>
    Deny,

    /// <summary>There was a basis, but the stored evidence is damaged; nothing was given.</summary>
    Fault,

    /// <summary>No attempt: one of the holder's own professionals was shown it.</summary>
    Look,
}

/// <summary>
/// One attempt in the holder's ledger: who asked, for whom, what was asked and given, on which basis, decided when. Or one look by a
/// professional of the holder's own, see <see cref="Looks"/>. Inserted before the answer leaves, and never changed. Holds no identity code and nothing that was disclosed.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>The entry, UUIDv7.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The subject's random id, or that of a sighting; never a code or its index.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Who asked, as <c>business id/ROLE</c>.</summary>
    public required string Requester { get; init; }

    /// <summary>The requester's person: pairwise id, meaningless elsewhere.</summary>
    public required string ActorId { get; init; }

    /// <summary>That person's role.</summary>
    public required ActorRole ActorRole { get; init; }

    /// <summary>Assurance of that person's authentication, as a URI.</summary>
    public required string ActorAssurance { get; init; }

    /// <summary>For what.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Codes of the categories asked, separated by commas.</summary>
    public required string CategoriesAsked { get; init; }

    /// <summary>Codes of the categories given; empty for a denial.</summary>
    public required string CategoriesGiven { get; init; }

    /// <summary>Codes of the categories asked but not given.</summary>
    public required string CategoriesWithheld { get; init; }

    /// <summary>Permit, denial or fault.</summary>
    public required LedgerOutcome Outcome { get; init; }

    /// <summary>Why, precisely; OK for a permit; the method that showed it for a look. For the ledger and the person only.</summary>
    public required string PreciseReason { get; init; }

    /// <summary>What the requester was shown; OK for a permit.</summary>
    public required string ShownReason { get; init; }

    /// <summary>Kind of the basis; null for a denial.</summary>
    public BasisKind? BasisKind { get; init; }

    /// <summary>Flow of the domain model; null when roles, purpose and categories belong to none.</summary>
    public string? Flow { get; init; }

    /// <summary>Sections of law, for duty and right.</summary>
    public string? Citation { get; init; }

    /// <summary>The consent, when that is the basis.</summary>
    public Guid? ConsentId { get; init; }

    /// <summary>The revision of the consent.</summary>
    public int? ConsentRevision { get; init; }

    /// <summary>What showed an open case; null when nothing did.</summary>
    public ProofKind? ProofKind { get; init; }

    /// <summary>The notice or case that the proof refers to.</summary>
    public Guid? ProofReference { get; init; }

    /// <summary>Whether the proof is nothing but the requester's word; such rows are sampled for review.</summary>
    public required bool ProofAttested { get; init; }

    /// <summary>The client's refusal that a duty or right passed by when something was given; null when there was none.</summary>
    public Guid? RefusalPassed { get; init; }

    /// <summary>Where the subject's gate stood when this was decided and written.</summary>
    public required long GateRevision { get; init; }

    /// <summary>SHA-256 of the requester's signed statement of the request; requester and holder have the same. Random bytes for a look.</summary>
    public required byte[] StatementSha256 { get; init; }

    /// <summary>SHA-256 of the salted content that left; null when nothing did.</summary>
    public byte[]? AnswerSha256 { get; init; }

    /// <summary>The requester's id, which links its attempts.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The flow across organisations.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>W3C trace id; empty when nothing was traced.</summary>
    public required string TraceId { get; init; }

    /// <summary>The case; null when there is none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
