namespace Mesh.Disclosure;

/// <summary>A person the holder knows. The id is random, so that a ledger row tells nothing about whom it is.</summary>
internal sealed class SubjectRow
{
    /// <summary>Random id; never derived from the code.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Blind index of the personal identity code.</summary>
    public required byte[] CodeIndex { get; init; }

    /// <summary>The personal identity code, AES-GCM.</summary>
    public required byte[] Code { get; init; }
}

/// <summary>The gate of a subject: every act that narrows what may be disclosed raises its revision.</summary>
internal sealed class SubjectGateRow
{
    /// <summary>A subject, or a sighting.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>From 1 for a subject; always 0 for a sighting, about which nothing is ever decided but denial.</summary>
    public required long Revision { get; init; }
}

/// <summary>A denied request about somebody unknown here: a random id for the ledger row, and the means to find it again.</summary>
internal sealed class SightingRow
{
    /// <summary>Random id; never becomes a subject's.</summary>
    public required Guid SightingId { get; init; }

    /// <summary>Blind index of what the requester named.</summary>
    public required byte[] ReferenceIndex { get; init; }

    /// <summary>The last request, in the mesh's time; kept 12 months from it.</summary>
    public required DateTimeOffset LastSeen { get; init; }
}

/// <summary>A notice the holder sent about a subject.</summary>
internal sealed class SentNoticeRow
{
    /// <summary>The notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>About whom.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>To whom, as <c>business id/ROLE</c>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The holder's case it is about; null when there is none.</summary>
    public Guid? CaseId { get; init; }
}
