using System.Buffers.Text;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The export as a tree of JSON. Pure: the same parts and directory give the same document.</summary>
internal static class ExportDocument
{
    /// <summary>The document of these parts.</summary>
    /// <param name="parts">What is exported.</param>
    /// <param name="directory">For the names of organisations.</param>
    public static Dictionary<string, object> Of(ExportParts parts, ParticipantDirectory directory)
    {
        var leaves = parts.Ledger.Leaves.Select(exported => LedgerLeaf.TryRead(exported.Leaf)).OfType<LedgerLeaf>().ToList();
        var acts = ExportedAct.OfReceipts(parts.Receipts);
        return new()
        {
            ["checkpoint"] = parts.Ledger.Checkpoint,
            ["consents"] = acts.Where(act => !act.IsRefusal).Select(act => act.ToTree()).ToArray<object>(),
            ["contact_bans"] = parts.Bans.Select(BanOf).ToArray<object>(),
            ["earlier"] = parts.Ledger.Earlier.Select(EarlierOf).ToArray<object>(),
            ["form"] = ExportParts.Form,
            ["iat"] = parts.MadeAt.ToUnixTimeSeconds(),
            ["information"] = ExportInformation.Of(parts.Holder, directory, leaves),
            ["iss"] = parts.Holder.Urn,
            ["jti"] = parts.ExportId.ToString("D"),
            ["refusals"] = acts.Where(act => act.IsRefusal).Select(act => act.ToTree()).ToArray<object>(),
            ["sub"] = $"urn:uuid:{parts.SubjectId:D}",
            ["uses"] = parts.Ledger.Leaves.Select(UseOf).ToArray<object>(),
        };
    }

    private static Dictionary<string, object> UseOf(ExportedLeaf exported)
    {
        var use = new Dictionary<string, object>
        {
            ["index"] = exported.Index,
            ["leaf"] = Base64Url.EncodeToString(exported.Leaf),
            ["proof"] = HashesOf(exported.Proof),
            ["shown"] = ExportedUse.Show(LedgerLeaf.TryRead(exported.Leaf), exported.Opening?.Read()),
        };
        if (exported.Opening is { } opening)
        {
            use["opening"] = new Dictionary<string, object>
            {
                ["person"] = Base64Url.EncodeToString(opening.Person),
                ["salt"] = Base64Url.EncodeToString(opening.Salt),
            };
        }

        return use;
    }

    private static Dictionary<string, object> EarlierOf(EarlierCheckpoint earlier) => new()
    {
        ["note"] = earlier.Note,
        ["proof"] = HashesOf(earlier.Proof),
    };

    private static object[] HashesOf(IEnumerable<byte[]> hashes) => [.. hashes.Select(hash => Base64Url.EncodeToString(hash))];

    private static Dictionary<string, object> BanOf(ExportedBan ban)
    {
        var told = new Dictionary<string, object>
        {
            ["fact"] = ban.FactId, ["known_from"] = ban.KnownFrom, ["source"] = ban.Source, ["valid_from"] = ban.ValidFrom,
        };
        ExportedUse.Add(told, "supersedes", ban.Supersedes);
        ExportedUse.Add(told, "valid_to", ban.ValidTo);
        return told;
    }
}
