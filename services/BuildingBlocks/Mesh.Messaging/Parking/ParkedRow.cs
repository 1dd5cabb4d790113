namespace Mesh.Messaging;

/// <summary>A notice that could not be handled. It stays until it has been.</summary>
internal sealed class ParkedRow
{
    /// <summary>Given by the database: the order of parking, by which lists are paged.</summary>
    public long Sequence { get; private set; }

    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>Who brought it, by the transport's evidence. Part of the key: a forged notice does not take the true one's place.</summary>
    public required string AuthenticatedSource { get; init; }

    /// <summary>CloudEvents type, as it came.</summary>
    public required string Type { get; init; }

    /// <summary>Source as the notice has it.</summary>
    public required string Source { get; init; }

    /// <summary>One of <see cref="ParkReasons"/>, of the last attempt.</summary>
    public required string Reason { get; set; }

    /// <summary>Name of the exception's type of the last attempt.</summary>
    public string? Detail { get; set; }

    /// <summary>The envelope.</summary>
    public required byte[] Envelope { get; init; }

    /// <summary>When an operator gave it up, by the machine's clock; null while it waits. It stays as evidence.</summary>
    public DateTimeOffset? DiscardedAt { get; set; }

    /// <summary>Why, as a code.</summary>
    public string? DiscardReason { get; set; }

    /// <summary>When it was first parked, by the machine's clock.</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>The flow, as the notice has it.</summary>
    public required Guid FlowId { get; init; }
}
