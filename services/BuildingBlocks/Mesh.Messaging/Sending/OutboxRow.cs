namespace Mesh.Messaging;

/// <summary>A notice to be sent, or sent. Written in the transaction of the act it tells of.</summary>
internal sealed class OutboxRow
{
    /// <summary>Given by the database: the order of writing. Notice ids of one millisecond do not sort by it.</summary>
    public long Sequence { get; private set; }

    /// <summary>The notice, UUIDv7.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>To whom, as <c>0246246-0/SOCIAL_INSURANCE</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>CloudEvents type.</summary>
    public required string Type { get; init; }

    /// <summary>The structured form as written; sent with the trace context of the sending.</summary>
    public required byte[] Envelope { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>The case at its owner; null when the notice is about none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>W3C trace context of the act; null when nothing was traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When it happened, in the mesh's time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the recipient had it durably, by the machine's clock; null until then.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Failed attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>Not to be tried before, by the machine's clock.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Why the last attempt failed, as a code; null when none did.</summary>
    public string? LastFailure { get; init; }
}
