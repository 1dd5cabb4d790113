using Mesh.Kela.Storage;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Where a client of social assistance lives, which says whose client of social care he or she is, and the client group (ROLE-KEY).</summary>
public sealed class AssistanceClientFact : IRegisterFact
{
    /// <inheritdoc />
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Home municipality (kotikunta), three digits.</summary>
    public required string HomeMunicipality { get; init; }

    /// <summary>Client group as the labour authority stated it to Kela; null when not known.</summary>
    public string? ClientGroup { get; init; }

    /// <summary>First day it holds for, Europe/Helsinki.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public Guid? Supersedes { get; init; }

    /// <summary>The recording it came with.</summary>
    public required Guid RecordingId { get; init; }
}
