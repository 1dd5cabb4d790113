using System.Globalization;

namespace Mesh.Disclosure;

/// <summary>An entry in words, from its leaf and what the leaf commits to, and from nothing else.</summary>
internal static class ExportedUse
{
    /// <summary>Who asked, for what, which categories, what came of it, on which basis, when, in which case. Never what was given.</summary>
    /// <param name="leaf">The leaf; null when its bytes are none.</param>
    /// <param name="person">The personal part; null when it has been erased.</param>
    public static Dictionary<string, object> Show(LedgerLeaf? leaf, LedgerPerson? person)
    {
        if (leaf is null)
        {
            return [];
        }

        var shown = new Dictionary<string, object>
        {
            ["asked"] = Codes(leaf.CategoriesAsked),
            ["basis_text"] = BasisWords.Of(leaf.Outcome, leaf.BasisKind, leaf.Flow, person?.RefusalPassed is not null).ToTree(),
            ["given"] = Codes(leaf.CategoriesGiven),
            ["number"] = leaf.Number,
            ["outcome"] = leaf.Outcome,
            ["purpose"] = leaf.Purpose,
            ["reason"] = leaf.PreciseReason,
            ["recorded_at"] = Instant(leaf.RecordedAt),
            ["requester"] = leaf.Requester,
            ["sealed_at"] = Instant(leaf.SealedAt),
            ["shown_reason"] = leaf.ShownReason,
            ["time"] = Instant(leaf.Time),
            ["use_id"] = leaf.EntryId.ToString("D"),
            ["withheld"] = Codes(leaf.CategoriesWithheld),
        };
        Add(shown, "basis", leaf.BasisKind);
        Add(shown, "flow", leaf.Flow);
        Add(shown, "citation", leaf.Citation);
        Add(shown, "asked_as", person?.ActorRole);
        Add(shown, "case_id", person?.CaseId);
        Add(shown, "consent_id", person?.ConsentId);
        Add(shown, "consent_revision", person?.ConsentRevision);
        Add(shown, "flow_id", person?.FlowId);
        Add(shown, "refusal_passed", person?.RefusalPassed);
        return shown;
    }

    /// <summary>A member where there is something to say.</summary>
    public static void Add(Dictionary<string, object> to, string name, string? value)
    {
        if (value is not null)
        {
            to[name] = value;
        }
    }

    private static object[] Codes(string codes) => [.. codes.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static string Instant(DateTimeOffset moment) => moment.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
