using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// What an export is made of: everything that is not told by something else in it. The document is made of these parts alone, so whoever
/// checks makes it again and compares: what it says in words cannot differ from what is proven.
/// </summary>
/// <param name="Holder">Whose export.</param>
/// <param name="ExportId">This one export.</param>
/// <param name="SubjectId">About whom, by the holder's random id; of somebody unknown one that nobody has.</param>
/// <param name="MadeAt">When, by the holder's machine, to the second.</param>
/// <param name="Ledger">The entries with their proofs.</param>
/// <param name="Receipts">Receipts of what the person did with consents and refusals, each a compact JWS.</param>
/// <param name="Bans">What the holder knows of contact bans.</param>
internal sealed record ExportParts(
    Participation Holder,
    Guid ExportId,
    Guid SubjectId,
    DateTimeOffset MadeAt,
    LedgerExport Ledger,
    IReadOnlyList<string> Receipts,
    IReadOnlyList<ExportedBan> Bans)
{
    /// <summary>Kind of statement, the header's <c>typ</c>.</summary>
    public const string Type = "mesh-export+jws";

    /// <summary>Name of this form.</summary>
    public const string Form = "mesh-export/1";
}

/// <summary>A fact of the register of contact bans as it is told to the person, each member as text.</summary>
/// <param name="FactId">The fact.</param>
/// <param name="KnownFrom">When it became known.</param>
/// <param name="Source">Where from.</param>
/// <param name="Supersedes">The fact whose place it takes; null for none.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null for the time being.</param>
internal sealed record ExportedBan(string FactId, string KnownFrom, string Source, string? Supersedes, string ValidFrom, string? ValidTo)
{
    public static ExportedBan Of(ContactBanFact fact) => new(
        fact.FactId.ToString("D"),
        ReceiptParts.Instant(fact.KnownFrom),
        fact.Source,
        fact.Supersedes?.ToString("D"),
        fact.ValidFrom.ToString("O", null),
        fact.ValidTo?.ToString("O", null));
}
