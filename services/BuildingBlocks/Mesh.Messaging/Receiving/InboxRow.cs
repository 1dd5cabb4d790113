namespace Mesh.Messaging;

/// <summary>A notice that a handler is done with. Written in the handler's transaction, so the act is done once.</summary>
internal sealed class InboxRow
{
    /// <summary>Who told. Part of the key: an id is unique with its source only, so nobody can use up another's.</summary>
    public required string Source { get; init; }

    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>Name of the handler.</summary>
    public required string Handler { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset HandledAt { get; init; }
}
