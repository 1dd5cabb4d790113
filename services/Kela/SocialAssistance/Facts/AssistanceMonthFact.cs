using Mesh.Kela.Storage;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>What was decided of a month.</summary>
public enum AssistanceMonthKind
{
    /// <summary>Basic social assistance was granted because of unemployment.</summary>
    Granted = 1,

    /// <summary>The grant was withdrawn or recovered: from then on the month does not count.</summary>
    Withdrawn = 2,
}

/// <summary>One calendar month of basic social assistance (perustoimeentulotuki) because of unemployment, granted or withdrawn (GEN-COUNT-3).</summary>
public sealed class AssistanceMonthFact : IRegisterFact
{
    /// <inheritdoc />
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First day of the month, Europe/Helsinki.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Granted or withdrawn.</summary>
    public required AssistanceMonthKind Kind { get; init; }

    /// <summary>Whether the assistance was the main livelihood (AKT-MAIN-INCOME); unspecified means not known, and of a withdrawn month nothing.</summary>
    public required MainLivelihood MainLivelihood { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public Guid? Supersedes { get; init; }

    /// <summary>The recording it came with.</summary>
    public required Guid RecordingId { get; init; }
}
