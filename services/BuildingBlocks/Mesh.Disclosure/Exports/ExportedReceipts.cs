using System.Globalization;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Checks the receipts of an export: each signed by the holder, the person's own, none missing between two.</summary>
internal static class ExportedReceipts
{
    /// <summary>Tells everything that does not hold.</summary>
    public static void Check(ExportParts parts, IReadOnlyList<ExportedAct> acts, StatementKeys keys, Action<string, string> add)
    {
        foreach (var act in acts)
        {
            foreach (var receipt in act.Receipts)
            {
                var words = string.Create(CultureInfo.InvariantCulture, $"The receipt of revision {receipt.Revision} of {act.RecordId}");
                if (receipt.Statement is not { } statement || !IsSigned(statement, parts.Holder, keys))
                {
                    add(ExportFindings.ReceiptSignature, $"{words} is not one that {parts.Holder} signed.");
                    continue;
                }

                if (statement.TextOf("schema:recipient") != $"urn:uuid:{parts.SubjectId:D}")
                {
                    add(ExportFindings.ReceiptOtherSubject, $"{words} is somebody else's.");
                }
            }

            if (!act.Receipts.Select(receipt => receipt.Revision).SequenceEqual(Enumerable.Range(1, act.Receipts.Count)))
            {
                add(ExportFindings.ReceiptGap, $"The receipts of {act.RecordId} do not run from 1 without gaps.");
            }
        }
    }

    // A receipt is dated in the mesh's time, as the act it is of.
    private static bool IsSigned(SignedStatement receipt, Participation holder, StatementKeys keys) =>
        receipt.TextOf("dct:publisher") == holder.Urn
        && DateTimeOffset.TryParseExact(
            receipt.TextOf("dct:created"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created)
        && created <= DateTimeOffset.MaxValue.AddDays(-1)
        && receipt.IsOf(holder, HelsinkiTime.DateOf(created), keys);
}
