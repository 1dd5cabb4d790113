using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues;

/// <summary>Something that waits for a professional, as a source says it.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Code">What exactly; with the reference one of a kind among what the source says of one thing.</param>
/// <param name="Reference">What the act names.</param>
/// <param name="Method">Full name of the method that does it.</param>
/// <param name="FlowId">The flow.</param>
public sealed record Work(WorkKind Kind, string Code, Guid Reference, string Method, Guid FlowId)
{
    /// <summary>The client, in this database only; null when it is not kept who the client is.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The client, by the id that the participation's own methods use; null where they use none.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The case; null when it is about none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>The other participation concerned; empty when there is none.</summary>
    public string Counterpart { get; init; } = "";

    /// <summary>Civil date by which it is due.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Last civil date on which it is lawful; null when <see cref="DueOn"/> is a target.</summary>
    public DateOnly? LastLawfulDate { get; init; }

    /// <summary>Civil date from which it is shown; null when at once.</summary>
    public DateOnly? ShownFrom { get; init; }

    /// <summary>Whether any professional of the participation may take it.</summary>
    public bool IsUnclaimed { get; init; }

    /// <summary>The one professional whose it is, by pairwise id; null when it is that of whoever has a tie to the client.</summary>
    public string? PersonId { get; init; }
}
