using System.Buffers.Text;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Reads the parts of an export out of its tree. Generous: what is missing or malformed becomes empty, since the document made of the
/// parts again is compared with the one read, and everything that was not as it should be shows there.
/// </summary>
internal static class ExportReader
{
    private const string SubjectStart = "urn:uuid:";

    // A day short of the last that there is: Helsinki is ahead of UTC.
    private static readonly long LastSecond = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeSeconds();

    /// <summary>The parts; null when it does not even say whose export it is, which, about whom and when.</summary>
    public static ExportParts? Read(Dictionary<string, object> tree)
    {
        if (!Participation.TryParseUrn(Text(tree, "iss"), out var holder)
            || !Guid.TryParseExact(Text(tree, "jti"), "D", out var exportId)
            || Text(tree, "sub") is not { } sub || !sub.StartsWith(SubjectStart, StringComparison.Ordinal)
            || !Guid.TryParseExact(sub[SubjectStart.Length..], "D", out var subjectId)
            || tree.GetValueOrDefault("iat") is not long seconds || seconds < 0 || seconds > LastSecond)
        {
            return null;
        }

        var leaves = Objects(tree, "uses").Select(LeafOf).ToList();
        var earlier = Objects(tree, "earlier").Select(one => new EarlierCheckpoint(Text(one, "note") ?? "", Hashes(one))).ToList();
        var receipts = Objects(tree, "consents").Concat(Objects(tree, "refusals")).SelectMany(act => Items(act, "receipts").OfType<string>()).ToList();
        return new ExportParts(
            holder,
            exportId,
            subjectId,
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            new LedgerExport(Text(tree, "checkpoint") ?? "", leaves, earlier),
            receipts,
            [.. Objects(tree, "contact_bans").Select(BanOf)]);
    }

    private static ExportedLeaf LeafOf(Dictionary<string, object> use) => new(
        use.GetValueOrDefault("index") is long index ? index : -1,
        Bytes(Text(use, "leaf")),
        Hashes(use),
        JsonTree.Member<Dictionary<string, object>>(use, "opening") is { } opening
            ? new LedgerOpening(Bytes(Text(opening, "salt")), Bytes(Text(opening, "person")))
            : null);

    private static ExportedBan BanOf(Dictionary<string, object> ban) => new(
        Text(ban, "fact") ?? "",
        Text(ban, "known_from") ?? "",
        Text(ban, "source") ?? "",
        Text(ban, "supersedes"),
        Text(ban, "valid_from") ?? "",
        Text(ban, "valid_to"));

    private static List<byte[]> Hashes(Dictionary<string, object> from) => [.. Items(from, "proof").Select(item => Bytes(item as string))];

    private static IEnumerable<Dictionary<string, object>> Objects(Dictionary<string, object> from, string name) =>
        Items(from, name).OfType<Dictionary<string, object>>();

    private static List<object> Items(Dictionary<string, object> from, string name) => JsonTree.Member<List<object>>(from, name) ?? [];

    private static string? Text(Dictionary<string, object> from, string name) => JsonTree.Member<string>(from, name);

    private static byte[] Bytes(string? text)
    {
        try
        {
            return text is null ? [] : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
