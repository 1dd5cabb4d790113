using Mesh.Kela.Storage;

namespace Mesh.Kela.BenefitRegister;

/// <summary>
/// Kela's or the fund's statement that the maximum period of unemployment allowance has been reached. A later statement takes the
/// earlier one's place, since there is one maximum period at a time.
/// </summary>
public sealed class AllowanceMaximumFact : IRegisterFact
{
    /// <inheritdoc />
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Last day of the period, Europe/Helsinki.</summary>
    public required DateOnly ReachedOn { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public Guid? Supersedes { get; init; }

    /// <summary>The import it came with.</summary>
    public required Guid ImportId { get; init; }
}
