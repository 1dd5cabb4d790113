namespace Mesh.ConsentNotices;

/// <summary>That a holder has told of a consent taken back there, wholly or in part. Appended, never changed; names no person.</summary>
public sealed class HeardConsentRow
{
    /// <summary>Who told: the consent's holder.</summary>
    public required string Holder { get; init; }

    /// <summary>The consent there.</summary>
    public required Guid ConsentId { get; init; }

    /// <summary>Its revision by which it was taken back.</summary>
    public required int Revision { get; init; }

    /// <summary>What still rests on it, as names of categories separated by commas; empty when it is withdrawn.</summary>
    public required string RemainingCategories { get; init; }

    /// <summary>When the client took it back, in the mesh's time, as the notice says.</summary>
    public required DateTimeOffset TakenBackAt { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
