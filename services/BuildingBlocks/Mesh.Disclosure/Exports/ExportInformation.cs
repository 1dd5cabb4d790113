using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>What GDPR article 15(1) has told beside the data: who the controller is, purposes, categories, recipients, storage, rights and source.</summary>
internal static class ExportInformation
{
    private static readonly object[] Rights =
        ["eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A16", "eu-gdpr:A17", "eu-gdpr:A18", "eu-gdpr:A21", "eu-gdpr:A77"];

    /// <summary>The information of a holder about entries.</summary>
    public static Dictionary<string, object> Of(Participation holder, ParticipantDirectory directory, IReadOnlyList<LedgerLeaf> uses)
    {
        var given = uses.Where(leaf => leaf.Outcome == WireNames.Of(LedgerOutcome.Permit)).ToList();
        return new()
        {
            ["authority"] = ReceiptDocument.Authority,
            ["automated_decisions"] = DisclosureTexts.Of("EXPORT.AUTOMATED").ToTree(),
            ["categories"] = InOrder(given.SelectMany(leaf => leaf.CategoriesGiven.Split(',', StringSplitOptions.RemoveEmptyEntries))),
            ["controller"] = PartyOf("dpv:DataController", holder.ToString(), directory),
            ["purposes"] = InOrder(given.Select(leaf => leaf.Purpose)),
            ["recipients"] = given.Select(leaf => leaf.Requester).Distinct().Order(StringComparer.Ordinal)
                .Select(requester => PartyOf("dpv:Recipient", requester, directory)).ToArray<object>(),
            ["rights"] = Rights,
            ["rights_text"] = DisclosureTexts.Of("EXPORT.RIGHTS").ToTree(),
            ["scope"] = DisclosureTexts.Of("EXPORT.SCOPE").ToTree(),
            ["source"] = DisclosureTexts.Of("EXPORT.SOURCE").ToTree(),
            ["storage"] = DisclosureTexts.Of("EXPORT.STORAGE").ToTree(),
        };
    }

    // One that has left the directory since is told by its name in the ledger.
    private static Dictionary<string, object> PartyOf(string type, string participation, ParticipantDirectory directory) =>
        Participation.TryParse(participation, out var known) && directory.Find(known) is { } entry
            ? ReceiptParts.Party(type, entry)
            : new() { ["@id"] = participation, ["@type"] = type };

    private static object[] InOrder(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];
}
