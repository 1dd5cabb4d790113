namespace Mesh.Kela.BenefitRegister;

/// <summary>One accepted import of payments; its facts name it.</summary>
public sealed class BenefitImport
{
    /// <summary>The import.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>Which of Kela's systems sent it, by the name in its certificate.</summary>
    public required string SystemName { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
