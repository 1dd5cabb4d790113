using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Journal;

/// <summary>One step of a flow as this participation wrote it down. Holds no personal data.</summary>
public sealed class JournalRow
{
    /// <summary>The entry, UUIDv7: entries of one participation sort by it.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The flow.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>The case at its owner; null before there is one.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>What happened, as flow id and act.</summary>
    public required string Step { get; init; }

    /// <summary>The other side; null when there is none.</summary>
    public string? Counterpart { get; init; }

    /// <summary>By which road.</summary>
    public required Road Road { get; init; }

    /// <summary>OK, or the reason of the refusal.</summary>
    public required string Outcome { get; init; }

    /// <summary>W3C trace id; empty when nothing was traced.</summary>
    public required string TraceId { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
