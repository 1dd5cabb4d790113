namespace Mesh.Disclosure;

/// <summary>What is wrong with a ledger that is watched.</summary>
public enum LedgerAlarmKind
{
    /// <summary>It showed two histories: another root for a size, or one that did not grow from what was seen.</summary>
    Fork = 1,

    /// <summary>It showed fewer leaves than before.</summary>
    Shrink,

    /// <summary>What it showed is no checkpoint of its own key.</summary>
    Signature,

    /// <summary>For more than a minute no checkpoint of it could be fetched, verified and cosigned.</summary>
    Stale,

    /// <summary>This participation's own: for more than a minute fewer than two other organisations cosigned.</summary>
    Unwitnessed,

    /// <summary>This participation's own: what is stored is not what was sealed.</summary>
    Audit,

    /// <summary>It did not prove in time that the entry of a receipt is in it.</summary>
    PromiseMissed,

    /// <summary>For more than a minute it showed checkpoints and did not answer whether they grew from the one seen.</summary>
    Unproven,
}

/// <summary>A checkpoint of another's ledger that this participation verified and cosigned. The last one is what the next must grow from.</summary>
internal sealed class WitnessedCheckpointRow
{
    /// <summary>Whose ledger, as <c>business id/ROLE</c>.</summary>
    public required string Ledger { get; init; }

    /// <summary>How many leaves.</summary>
    public required long TreeSize { get; init; }

    /// <summary>The signed note as it came.</summary>
    public required string Note { get; init; }

    /// <summary>When it was first seen, by the machine's clock.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}

/// <summary>How a ledger stands now, this participation's own included.</summary>
internal sealed class LedgerWatchRow
{
    /// <summary>Whose ledger, as <c>business id/ROLE</c>.</summary>
    public required string Ledger { get; init; }

    /// <summary>
    /// When it was last in order: of another's, when its checkpoint was verified; of the own, the moment at or after which two other
    /// organisations cosigned. At first, since when it is watched.
    /// </summary>
    public required DateTimeOffset GoodAt { get; set; }

    /// <summary>What it showed last, if that was wrong; null once it is in order again.</summary>
    public LedgerAlarmKind? Fault { get; set; }
}

/// <summary>An alarm with its evidence: what anybody needs to see for himself, with nothing but the directory's keys.</summary>
internal sealed class LedgerAlarmRow
{
    /// <summary>The alarm, UUIDv7.</summary>
    public required Guid AlarmId { get; init; }

    /// <summary>Whose ledger, as <c>business id/ROLE</c>.</summary>
    public required string Ledger { get; init; }

    /// <summary>What.</summary>
    public required LedgerAlarmKind Kind { get; init; }

    /// <summary>The last signed note that was in order; null when there was none.</summary>
    public string? SeenNote { get; init; }

    /// <summary>What was shown instead, the faults that the audit found, one a line, or the receipt whose entry was not proven; null when nothing was.</summary>
    public string? ShownNote { get; init; }

    /// <summary>The proof that was to lead from the one to the other: its hashes one after another; null when none was given.</summary>
    public byte[]? Proof { get; init; }

    /// <summary>When the ledger was last in order, by the machine's clock; null when it never was.</summary>
    public DateTimeOffset? GoodAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>SHA-256 of the evidence, or of the time since when the ledger is absent: the same raises one alarm, however often it is seen.</summary>
    public required byte[] EvidenceSha256 { get; init; }
}
