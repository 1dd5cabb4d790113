using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A ledger entry as the person it is about sees it: who, what for, which categories, why; never what was given.</summary>
internal static class MyUses
{
    /// <summary>The entry.</summary>
    public static DataUse Show(LedgerEntry entry) => new()
    {
        UseId = entry.EntryId.ToString(),
        Time = entry.Time.ToTimestamp(),
        RecordedAt = entry.RecordedAt.ToTimestamp(),
        Requester = entry.Requester,
        Purpose = entry.Purpose,
        Asked = { WireNames.Read<DataCategory>(entry.CategoriesAsked) },
        Given = { WireNames.Read<DataCategory>(entry.CategoriesGiven) },
        Withheld = { WireNames.Read<DataCategory>(entry.CategoriesWithheld) },
        Outcome = entry.Outcome switch
        {
            LedgerOutcome.Permit => UseOutcome.Permit,
            LedgerOutcome.Deny => UseOutcome.Deny,
            LedgerOutcome.Fault => UseOutcome.Fault,
            LedgerOutcome.Look => UseOutcome.Look,
            _ => throw new InvalidOperationException("An entry has an outcome that clients are not told."),
        },
        Reason = entry.PreciseReason,
        Basis = entry.BasisKind is { } kind
            ? new Basis
            {
                Kind = kind,
                Flow = entry.Flow ?? "",
                Citation = entry.Citation ?? "",
                ConsentId = entry.ConsentId?.ToString() ?? "",
                ConsentRevision = entry.ConsentRevision ?? 0,
            }
            : null,
        FlowId = entry.FlowId.ToString(),
        CaseId = entry.CaseId?.ToString() ?? "",
        RefusalPassed = entry.RefusalPassed?.ToString() ?? "",
        BasisText = InWords(entry),
    };

    private static LocalizedText InWords(LedgerEntry entry)
    {
        var words = BasisWords.Of(
            WireNames.Of(entry.Outcome),
            entry.BasisKind is { } kind ? WireNames.Of(kind) : null,
            entry.Flow,
            entry.RefusalPassed is not null);
        return new LocalizedText { Fi = words.Fi, Sv = words.Sv, En = words.En };
    }
}
