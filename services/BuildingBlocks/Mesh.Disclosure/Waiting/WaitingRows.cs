using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A request that had its basis and waits for a professional of the holder. Written with the ledger row of the attempt.</summary>
public sealed record WaitingRequestRow
{
    /// <summary>The request: the ledger entry of the attempt that began to wait.</summary>
    public required Guid WaitingId { get; init; }

    /// <summary>Whose data, by random id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Who asks, as <c>business id/ROLE</c>.</summary>
    public required string Requester { get; init; }

    /// <summary>For what.</summary>
    public required Purpose Purpose { get; init; }

    /// <summary>Codes of what would be given, separated by commas, in the order of their numbers.</summary>
    public required string Categories { get; init; }

    /// <summary>Flow of the domain model.</summary>
    public required string Flow { get; init; }

    /// <summary>Sections of law; empty for consent.</summary>
    public required string Citation { get; init; }

    /// <summary>The case that was shown; null when none was.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What a professional said to a request that waited; the key lets there be one answer.</summary>
public sealed record WaitingAnswerRow
{
    /// <summary>The request.</summary>
    public required Guid WaitingId { get; init; }

    /// <summary>Whether it was approved; else it was rejected.</summary>
    public required bool Approved { get; init; }

    /// <summary>First instant on which the answer no longer holds, in the mesh's time.</summary>
    public required DateTimeOffset HoldsUntil { get; init; }

    /// <summary>Pairwise id of the professional.</summary>
    public required string ActorId { get; init; }

    /// <summary>Assurance of that person's authentication, as a URI.</summary>
    public required string ActorAssurance { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
