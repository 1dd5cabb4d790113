using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>One holder's export, checked against nothing but the directory.</summary>
/// <param name="Holder">Whose export it should be.</param>
/// <param name="MadeAt">When, by the holder's word; null when it does not say.</param>
/// <param name="Uses">How many attempts it has.</param>
/// <param name="Consents">How many consents.</param>
/// <param name="Refusals">How many refusals.</param>
/// <param name="Content">What it says, in canonical JSON; empty when it is none.</param>
/// <param name="Findings">Everything that does not hold.</param>
public sealed record CheckedExport(
    Participation Holder, DateTimeOffset? MadeAt, int Uses, int Consents, int Refusals, string Content, IReadOnlyList<ExportFinding> Findings)
{
    /// <summary>Nothing of the content, which is personal.</summary>
    public override string ToString() => $"Export of {Holder}";

    /// <summary>Checks an export; never throws on its content.</summary>
    /// <param name="jws">The compact JWS.</param>
    /// <param name="holder">Whose it should be.</param>
    /// <param name="directory">Everybody's keys and names.</param>
    public static CheckedExport Check(string jws, Participation holder, ParticipantDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(jws);
        ArgumentNullException.ThrowIfNull(directory);
        var findings = new List<ExportFinding>();
        void Add(string code, string words) => findings.Add(new(code, words, holder));

        if (Statements.Read(jws, ExportParts.Type) is not { } statement
            || JsonTree.Read(statement.Claims) is not Dictionary<string, object> tree
            || ExportReader.Read(tree) is not { } parts)
        {
            Add(ExportFindings.ExportUnreadable, "This is no signed export.");
            return new(holder, null, 0, 0, 0, "", findings);
        }

        var keys = StatementKeys.Of(directory);
        if (parts.Holder != holder)
        {
            Add(ExportFindings.OtherHolder, $"This is an export of {parts.Holder}.");
        }

        if (!statement.IsOf(holder, HelsinkiTime.DateOf(parts.MadeAt), keys))
        {
            Add(ExportFindings.ExportSignature, $"{holder} did not sign this: it has been changed, or was made by somebody else.");
        }

        var content = CanonicalJson.Write(tree);
        if (!content.AsSpan().SequenceEqual(Base64Url.DecodeFromChars(jws.Split('.')[1])))
        {
            Add(ExportFindings.FormDiffers, "It is not written in the one form that an export has.");
        }

        foreach (var (path, said, follows) in ExportDifferences.Between(tree, ExportDocument.Of(parts, directory)))
        {
            Add(CodeOf(path), $"{path} says {said}, but what is proven comes to {follows}.");
        }

        findings.AddRange(LedgerVerification.Check(parts.Ledger, holder, new DirectoryVerifiers(directory), parts.MadeAt)
            .Select(fault => new ExportFinding(WireNames.Of(fault.Code), fault.Words, holder) { IsWarning = fault.IsYetToCome, IsRemark = fault.IsRemark }));
        var acts = ExportedAct.OfReceipts(parts.Receipts);
        ExportedReceipts.Check(parts, acts, keys, Add);
        CheckEntries(parts, acts, Add);
        var refusals = acts.Count(act => act.IsRefusal);
        return new(holder, parts.MadeAt, parts.Ledger.Leaves.Count, acts.Count - refusals, refusals, Encoding.UTF8.GetString(content), findings);
    }

    private static string CodeOf(string path) => path switch
    {
        _ when path.StartsWith("uses[", StringComparison.Ordinal) && path.Contains("].shown", StringComparison.Ordinal) => ExportFindings.WordsDiffer,
        _ when path.StartsWith("information", StringComparison.Ordinal) => ExportFindings.InformationDiffers,
        _ when path.StartsWith("consents", StringComparison.Ordinal) || path.StartsWith("refusals", StringComparison.Ordinal) => ExportFindings.ReceiptDiffers,
        _ => ExportFindings.FormDiffers,
    };

    private static void CheckEntries(ExportParts parts, IReadOnlyList<ExportedAct> acts, Action<string, string> add)
    {
        var known = acts.SelectMany(act => act.Receipts).Select(receipt => (receipt.RecordId, receipt.Revision.ToString(CultureInfo.InvariantCulture))).ToHashSet();
        for (var i = 0; i < parts.Ledger.Leaves.Count; i++)
        {
            if (parts.Ledger.Leaves[i].Opening is not { } opening)
            {
                continue;
            }

            var entry = string.Create(CultureInfo.InvariantCulture, $"Entry {i + 1} of the list");
            if (opening.SubjectId != parts.SubjectId)
            {
                add(WireNames.Of(LedgerFaultCode.OtherSubject), $"{entry} is about another than the export says.");
            }

            if (opening.Read() is { ConsentId: { } consent } person && !known.Contains((consent, person.ConsentRevision ?? "")))
            {
                add(ExportFindings.ConsentUnknown, $"{entry} rests on revision {person.ConsentRevision} of consent {consent}, of which there is no receipt.");
            }
        }
    }
}
