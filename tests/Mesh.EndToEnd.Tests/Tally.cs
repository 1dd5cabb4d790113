namespace Mesh.EndToEnd.Tests;

/// <summary>What the journeys left behind in every database, counted: nothing may be lost, nothing doubled.</summary>
internal static class Tally
{
    private static readonly string[] Counted =
    [
        "SELECT 'outbox', Type, count(*), sum(SentAt IS NULL) FROM notice_outbox GROUP BY Type ORDER BY Type",
        "SELECT 'inbox', Handler, count(*), 0 FROM notice_inbox GROUP BY Handler ORDER BY Handler",
        "SELECT 'parked', Reason, count(*), 0 FROM notice_parked GROUP BY Reason ORDER BY Reason",
        "SELECT 'work', Source, Code, count(*) FROM work_item GROUP BY Source, Code ORDER BY Source, Code",
        "SELECT 'consent', '', '', count(*) FROM consent_revision",
        "SELECT 'letter', '', '', count(*) FROM client_notice",
    ];

    private static readonly Dictionary<string, string[]> OfOneKind = new()
    {
        ["labour-authority"] =
        [
            "SELECT 'case', State, Version, PlanVersion FROM plan_case ORDER BY CaseId",
            "SELECT 'signature', PlanVersion, Role, count(*) FROM plan_signature GROUP BY PlanVersion, Role ORDER BY PlanVersion, Role",
            "SELECT 'review', HeldOn, DaysLate, count(*) FROM plan_review GROUP BY HeldOn, DaysLate ORDER BY HeldOn",
            "SELECT 'finding', '', '', count(*) FROM plan_capacity_finding",
            "SELECT 'told', '', '', count(*) FROM plan_benefit_information",
            "SELECT 'referral', '', '', count(*) FROM region_referral",
            "SELECT 'learnt placement', '', '', count(*) FROM learnt_placement",
        ],
        ["social-care"] =
        [
            "SELECT 'assistance case', State, '', count(*) FROM assistance_case GROUP BY State ORDER BY State",
            "SELECT 'joint case', State, '', count(*) FROM joint_case GROUP BY State ORDER BY State",
            "SELECT 'signature', '', '', count(*) FROM own_signature",
            "SELECT 'placement', State, '', count(*) FROM placement GROUP BY State ORDER BY State",
            "SELECT 'attendance', '', '', count(*) FROM placement_attendance",
        ],
        ["social-insurance"] =
        [
            "SELECT 'prolonged assistance', ThresholdCode, State, count(*) FROM assistance_notice GROUP BY ThresholdCode, State ORDER BY ThresholdCode, State",
            "SELECT 'threshold', '', '', count(*) FROM told_threshold",
            "SELECT 'paid day', '', '', count(*) FROM paid_day_fact",
            "SELECT 'assistance month', '', '', count(*) FROM assistance_month_fact",
            "SELECT 'participation', '', '', count(*) FROM service_participation",
        ],
        ["municipality"] =
        [
            "SELECT 'workplace', '', '', count(*) FROM workplace",
            "SELECT 'place', State, '', count(*) FROM place_request GROUP BY State ORDER BY State",
            "SELECT 'attendance', '', '', count(*) FROM attendance_fact",
            "SELECT 'service', '', '', count(*) FROM employment_service_fact",
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
