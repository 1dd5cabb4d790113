namespace Mesh.Disclosure;

/// <summary>A batch of rows that the owner erased at the end of their time. Its leaf stands in the tree; the service can write none.</summary>
internal sealed class LedgerErasureRow
{
    /// <summary>The erasure, UUIDv7.</summary>
    public required Guid ErasureId { get; init; }

    /// <summary>What was erased.</summary>
    public required RetentionKind Kind { get; init; }

    /// <summary>The time of retention that it was counted with.</summary>
    public required int Months { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset ErasedAt { get; init; }

    /// <summary>How much of it is in no tree: statements of requests, histories of consents and refusals.</summary>
    public required long Others { get; init; }
}

/// <summary>Leaves one after another whose entries an erasure took.</summary>
internal sealed class ErasedLeavesRow
{
    /// <summary>The first.</summary>
    public required long FirstLeaf { get; init; }

    /// <summary>The last; the same when there is one.</summary>
    public required long LastLeaf { get; init; }

    /// <summary>The erasure.</summary>
    public required Guid ErasureId { get; init; }
}

/// <summary>Rows that are not erased, whatever their age, while a case about them is open at an authority.</summary>
internal sealed class RetentionHoldRow
{
    /// <summary>The hold, UUIDv7.</summary>
    public required Guid HoldId { get; init; }

    /// <summary>What is held: a subject, an entry, the statement of a request, a consent or a refusal, by its id.</summary>
    public required Guid HeldId { get; init; }

    /// <summary>When it was placed, by the machine's clock.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was lifted; null while it holds.</summary>
    public DateTimeOffset? LiftedAt { get; set; }
}
