namespace Mesh.Disclosure;

/// <summary>A request that this holder has answered, as its requester signed it: the holder's half of the evidence. Append-only.</summary>
public sealed record AnsweredRequest
{
    /// <summary>Who asked, as <c>business id/ROLE</c>.</summary>
    public required string Requester { get; init; }

    /// <summary>The sending; with the requester the key, so that a second one under the same id is not written.</summary>
    public required Guid StatementId { get; init; }

    /// <summary>The ledger entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>SHA-256 of the statement.</summary>
    public required byte[] StatementSha256 { get; init; }

    /// <summary>The statement, AES-GCM: it names a person. Empty once the time of retention has passed.</summary>
    public required byte[] Statement { get; init; }

    /// <summary>The receipt that left with the answer; null when nothing was given.</summary>
    public string? Receipt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}

/// <summary>A request that this participation has made, and the holder's receipt: the requester's half of the evidence. Append-only.</summary>
public sealed record AskedRequest
{
    /// <summary>The sending.</summary>
    public required Guid StatementId { get; init; }

    /// <summary>Who was asked, as <c>business id/ROLE</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>What came of it: OK, what was withheld or damaged as a code, or UNREACHABLE.</summary>
    public required string Outcome { get; init; }

    /// <summary>The holder's ledger entry; null when nothing was given.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>SHA-256 of the statement.</summary>
    public required byte[] StatementSha256 { get; init; }

    /// <summary>The statement, AES-GCM: it names a person. Empty once the time of retention has passed.</summary>
    public required byte[] Statement { get; init; }

    /// <summary>The holder's receipt; null when nothing was given.</summary>
    public string? Receipt { get; init; }

    /// <summary>When it was signed, by the machine's clock.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the answer was here, or was given up, by the machine's clock.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}
