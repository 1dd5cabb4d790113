namespace Mesh.Municipality.Workplaces;

/// <summary>
/// A workplace that the municipality lends. Its name and unit are the municipality's own public names of places, no texts about
/// people, so they are kept readable and lists are ordered by them.
/// </summary>
public sealed class WorkplaceRow
{
    /// <summary>The workplace.</summary>
    public required Guid WorkplaceId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Unit that answers for it.</summary>
    public required string Unit { get; init; }

    /// <summary>Places at a time.</summary>
    public required int Places { get; init; }

    /// <summary>First day it is lent, Europe/Helsinki.</summary>
    public required DateOnly OpenFrom { get; init; }

    /// <summary>Last day it is lent; null when open.</summary>
    public DateOnly? OpenThrough { get; init; }

    /// <summary>Raised by whoever gives a place away, so that two who do it at once queue here.</summary>
    public int Revision { get; init; }

    /// <summary>Who registered it, by pairwise id.</summary>
    public required string RegisteredBy { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether it is lent on every day of a span, both ends included.</summary>
    public bool IsLent(DateOnly first, DateOnly last) => OpenFrom <= first && (OpenThrough is not { } through || last <= through);
}
