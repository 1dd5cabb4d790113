using Mesh.Hosting.Signing;

namespace Mesh.Disclosure;

/// <summary>What a person did with one consent or refusal: its receipts, and what the last of them says.</summary>
/// <param name="RecordId">The consent or refusal; empty when the receipts are none.</param>
/// <param name="Act">What was done last, as a code.</param>
/// <param name="Receipts">In order of their revisions.</param>
internal sealed record ExportedAct(string RecordId, string Act, IReadOnlyList<ReadReceipt> Receipts)
{
    /// <summary>Whether it is a refusal.</summary>
    public bool IsRefusal => Act == WireNames.Of(RefusalAct.Refused) || Act == WireNames.Of(RefusalAct.Lifted);

    /// <summary>The acts that receipts are of, in order of their ids.</summary>
    public static IReadOnlyList<ExportedAct> OfReceipts(IEnumerable<string> receipts) =>
    [
        .. receipts.Select(ReadReceipt.Of)
            .GroupBy(receipt => receipt.RecordId, StringComparer.Ordinal)
            .OrderBy(record => record.Key, StringComparer.Ordinal)
            .Select(record => record.OrderBy(receipt => receipt.Revision).ToList())
            .Select(record => new ExportedAct(record[0].RecordId, record[^1].Act, record)),
    ];

    /// <summary>As it stands in the document.</summary>
    public Dictionary<string, object> ToTree() => new()
    {
        ["act"] = Act,
        ["id"] = RecordId,
        ["receipts"] = Receipts.Select(receipt => receipt.Text).ToArray<object>(),
        ["revision"] = (long)Receipts[^1].Revision,
    };
}

/// <summary>What is looked at in a receipt; all empty when the text is none.</summary>
/// <param name="Text">The compact JWS.</param>
/// <param name="Statement">As read; null when the text is none.</param>
/// <param name="RecordId">The consent or refusal.</param>
/// <param name="Revision">Which revision.</param>
/// <param name="Act">What was done, as a code.</param>
internal sealed record ReadReceipt(string Text, SignedStatement? Statement, string RecordId, int Revision, string Act)
{
    /// <summary>Reads a receipt, whoever signed it.</summary>
    public static ReadReceipt Of(string text)
    {
        if (Statements.Read(text, ConsentReceipts.Type) is not { } read || JsonTree.Read(read.Claims) is not Dictionary<string, object> claims)
        {
            return new(text, null, "", 0, "");
        }

        var record = JsonTree.Member<Dictionary<string, object>>(claims, "dpv:hasRecordOfActivity") ?? [];
        var events = JsonTree.Member<List<object>>(record, "dpv:hasConsentStatus") ?? [];
        return new(
            text,
            read,
            JsonTree.Member<string>(record, "dct:identifier") ?? "",
            record.GetValueOrDefault("dct:hasVersion") is long revision and > 0 and <= int.MaxValue ? (int)revision : 0,
            events is [.., Dictionary<string, object> last] ? JsonTree.Member<string>(last, "mesh:act") ?? "" : "");
    }
}
