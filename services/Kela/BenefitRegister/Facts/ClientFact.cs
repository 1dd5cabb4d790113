using Mesh.Kela.Storage;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Where a client lives and to which client group the client belongs, as Kela was told: what says who the labour authority is (ROLE-KEY).</summary>
public sealed class ClientFact : IRegisterFact
{
    /// <inheritdoc />
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Home municipality (kotikunta), three digits.</summary>
    public required string HomeMunicipality { get; init; }

    /// <summary>Client group; null when not known.</summary>
    public string? ClientGroup { get; init; }

    /// <summary>First day it holds for, Europe/Helsinki.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public Guid? Supersedes { get; init; }

    /// <summary>The import it came with.</summary>
    public required Guid ImportId { get; init; }
}
