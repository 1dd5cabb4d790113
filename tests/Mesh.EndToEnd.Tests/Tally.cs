namespace Mesh.EndToEnd.Tests;

/// <summary>What the journeys left behind in every database, counted: nothing may be lost, nothing doubled.</summary>
internal static class Tally
{
    private static readonly string[] Counted =
    [
        "SELECT 'outbox', Type, count(*), sum(SentAt IS NULL) FROM notice_outbox GROUP BY Type ORDER BY Type",
        "SELECT 'inbox', Handler, count(*), 0 FROM notice_inbox GROUP BY Handler ORDER BY Handler",
        "SELECT 'parked', Reason, count(*), 0 FROM notice_parked GROUP BY Reason ORDER BY Reason",
    ];

    private static readonly Dictionary<string, string[]> OfOneKind = new()
    {
        ["labour-authority"] =
        [
            "SELECT 'case', State, Version, PlanVersion FROM plan_case ORDER BY CaseId",
            "SELECT 'signature', PlanVersion, Role, count(*) FROM plan_signature GROUP BY PlanVersion, Role ORDER BY PlanVersion, Role",
            "SELECT 'review', HeldOn, DaysLate, count(*) FROM plan_review GROUP BY HeldOn, DaysLate ORDER BY HeldOn",
        ],
    };

    public static string Of(string folder) => string.Join('\n', Directory
        .GetFiles(Path.Combine(folder, "data"), "*.db")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal)
        .SelectMany(slug => Questions(slug).SelectMany(sql => PlayedMesh.Ask(folder, slug, sql)).Select(row => $"{slug} {string.Join(' ', row)}")));

    private static IEnumerable<string> Questions(string slug) =>
        Counted.Concat(OfOneKind.Where(kind => slug.EndsWith(kind.Key, StringComparison.Ordinal)).SelectMany(kind => kind.Value));
}
