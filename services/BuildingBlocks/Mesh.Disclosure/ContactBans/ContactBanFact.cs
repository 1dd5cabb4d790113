namespace Mesh.Disclosure;

/// <summary>
/// What the holder knows of a contact ban (turvakielto), from the source that keeps it. Appended, never changed: an end or a correction
/// is a further fact that names the one it takes the place of.
/// </summary>
public sealed record ContactBanFact : IOfSubject
{
    /// <summary>The fact.</summary>
    public required Guid FactId { get; init; }

    /// <summary>Whose ban, by random id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First day, Helsinki.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, included; null: for the time being.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Code of the source, for example the population information system.</summary>
    public required string Source { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>The fact whose place it takes; null when it is the first.</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>Who told: PROFESSIONAL or OWN_SYSTEM.</summary>
    public required string ActedAs { get; init; }

    /// <summary>Pairwise id of the professional, or the system's name.</summary>
    public required string ActorId { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether the ban is in force on a day.</summary>
    public bool Covers(DateOnly day) => ValidFrom <= day && day <= (ValidTo ?? DateOnly.MaxValue);
}
