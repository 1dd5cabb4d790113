using System.Globalization;
using System.Text;
using Mesh.Disclosure;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using static Mesh.Local.MarkdownTable;

namespace Mesh.Local;

/// <summary>The decision table of disclosures, in Markdown: every rule, every reason, every promise with the test that shows it.</summary>
public static class DisclosurePage
{
    private const string Begin = """
        # What may be disclosed, and how that is decided

        Generated from the code; a test compares it. To write it anew: `dotnet run --project deploy/Local -- document`. The rules are
        `DisclosureRules`, the decision is `DisclosureDecision.Decide`: one pure function of an attempt and the facts that the holder read for it.
        What no rule names is denied.


        """;

    private const string Superseded = """
        A section marked *superseded* was read in a wording that has been amended since, and the amendment was not read. A basis that rests on
        it says so in every answer and ledger row, in its citation. *Off* means that the rule is published and never permits.


        """;

    /// <summary>The page.</summary>
    public static string Text()
    {
        var text = new StringBuilder(Begin);
        Numbered(text, "## Order of a decision", DisclosureWords.Order);
        Append(text, "## Rules", "| flow | basis | holder | recipient | purpose | categories | what must be shown | stands in | certainty | why just this | |",
            DisclosureRules.All.OrderBy(rule => rule.Flow, StringComparer.Ordinal).ThenBy(rule => rule.Kind).Select(Row));
        text.Append(Superseded);
        Append(text, "## Flows without a rule", "| flow | between | why |",
            FlowWithoutRule.All.Select(flow => Cells(flow.Flow, flow.Between, flow.Why)));
        Numbered(text, "## Proofs of an open case", DisclosureWords.Proofs);
        Append(text, "## Categories with a mark of their own", "| category | mark |", 
            from category in Enum.GetValues<DataCategory>()
            let marks = Marks(category).ToList()
            where marks.Count > 0
            select Cells(Codes([category]), string.Join("; ", marks)));
        Append(text, "## Why nothing is given",
            "| precedence | reason in the ledger and to the person | meaning | on the wire |",
            Enum.GetValues<DenialReason>().Select((reason, index) => Cells(
                (index + 1).ToString(CultureInfo.InvariantCulture), reason.Code(), DisclosureWords.Meaning(reason), reason.Shown())));
        Numbered(text, "## Consents, refusals and withdrawal", DisclosureWords.Withdrawal);
        Append(text, "## CON-1 to CON-12", "| rule | what it says | in code | shown by |",
            DisclosureWords.Rules.Select(rule => Cells(rule.Id, rule.Says, rule.Code, rule.Tests)));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static string Row(DisclosureRule rule) => Cells(
        rule.Flow,
        rule.Kind.ToString().ToLowerInvariant(),
        Words(rule.Holders),
        Words(rule.Recipients),
        Codes(rule.Purposes),
        Codes(rule.Categories),
        Shown(rule),
        string.Join("; ", rule.Citations.Select(citation => citation.SupersededBy is { } by ? $"{citation.Section} (*superseded*: {by})" : citation.Section)),
        string.Join("; ", rule.Citations.Select(Mark).Distinct()),
        rule.Necessity,
        rule.IsOn ? "" : "*off*");

    private static string Shown(DisclosureRule rule)
    {
        var shown = new List<string>();
        if (rule.Kind == BasisKind.Consent)
        {
            shown.Add("the client's consent, live, to this recipient for this purpose");
        }

        if (rule.NeedsOwnNotice)
        {
            shown.Add("the holder's own notice to the recipient");
        }

        if (rule.Case is { } condition)
        {
            shown.Add($"an open case ({Codes(condition.Kinds)}): " + (condition.Owner switch
            {
                CaseOwner.Holder => condition.RequesterIsParty ? "the holder's, the recipient a party" : "the holder's",
                CaseOwner.Requester => "the recipient's, by the holder's notice or the recipient's attestation",
                _ => "the holder's with the recipient a party, or a third one's by its token naming both"
                    + (condition.Attested ? ", or by the recipient's attestation" : ""),
            }));
        }

        if (rule.NeedsApproval)
        {
            shown.Add("a professional's approval at the holder");
        }

        if (rule.DespiteContactBan)
        {
            shown.Add("passes a contact ban");
        }

        return string.Join("; ", shown);
    }

    private static IEnumerable<string> Marks(DataCategory category)
    {
        if (category.TellsContact())
        {
            yield return "tells how the person is reached: withheld under a contact ban";
        }

        if (category.IsSensitive())
        {
            yield return "health or narrative (CON-8): by consent, or by right within a case that is more than attested";
        }

        if (category != DataCategory.Unspecified && DisclosedContent.Descriptor.FindFieldByName(Codes([category]).ToLowerInvariant()) is null)
        {
            yield return "in nobody's system yet: always withheld";
        }
    }

    private static void Numbered(StringBuilder text, string heading, IReadOnlyList<string> lines)
    {
        text.AppendLine(heading).AppendLine();
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{index + 1}. {line}");
        }

        text.AppendLine();
    }

    private static string Mark(Citation citation) => citation.Certainty switch
    {
        Certainty.Read => "read",
        Certainty.Remembered => "from memory",
        _ => "unsure",
    };

    private static string Words(IReadOnlyList<ParticipantRole> roles) => string.Join(", ", roles.Select(role => role.WireCode()));

    private static string Codes<T>(IReadOnlyList<T> values)
        where T : struct, Enum => string.Join(", ", values.Select(value => WireCodes.Of(value)));
}
