using Mesh.Kela.Storage;
using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>What happened to the payment of a day.</summary>
public enum PaidDayKind
{
    /// <summary>The benefit was paid for the day.</summary>
    Paid = 1,

    /// <summary>The payment was recovered (takaisinperintä): from then on the day does not count.</summary>
    Recovered = 2,
}

/// <summary>One day of one benefit, paid or recovered (GEN-COUNT-1).</summary>
public sealed class PaidDayFact : IRegisterFact
{
    /// <inheritdoc />
    public required Guid FactId { get; init; }

    /// <summary>The person, in this database only.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which benefit.</summary>
    public required Benefit Benefit { get; init; }

    /// <summary>The day paid for, Europe/Helsinki; not the day of payment.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Paid or recovered.</summary>
    public required PaidDayKind Kind { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public Guid? Supersedes { get; init; }

    /// <summary>The import it came with.</summary>
    public required Guid ImportId { get; init; }
}
