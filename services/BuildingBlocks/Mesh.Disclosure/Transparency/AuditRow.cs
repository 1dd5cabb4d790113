namespace Mesh.Disclosure;

/// <summary>A round of auditing the whole ledger: how far it has come, and how many faults it has found.</summary>
internal sealed class LedgerAuditRow
{
    /// <summary>The round, UUIDv7.</summary>
    public required Guid AuditId { get; init; }

    /// <summary>When it began, by the machine's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How many leaves there were then: to there it goes.</summary>
    public required long Newest { get; init; }

    /// <summary>How many leaves it has looked at.</summary>
    public required long Audited { get; set; }

    /// <summary>How many faults it has found, those sealed late aside; which, says the alarm.</summary>
    public required int Faults { get; set; }

    /// <summary>When it was done; null while it is under way.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}
