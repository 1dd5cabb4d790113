namespace Mesh.EndToEnd.Tests;

/// <summary>What the journeys left behind in every database, counted: nothing may be lost, nothing doubled.</summary>
internal static class Tally
{
    private static readonly string[] Counted =
    [
        "SELECT 'outbox', type, count(*), sum(sent_at IS NULL) FROM notice_outbox GROUP BY type ORDER BY type",
        "SELECT 'inbox', handler, count(*), 0 FROM notice_inbox GROUP BY handler ORDER BY handler",
        "SELECT 'parked', reason, count(*), 0 FROM notice_parked GROUP BY reason ORDER BY reason",
        "SELECT 'work', source, code, count(*) FROM work_item GROUP BY source, code ORDER BY source, code",
        "SELECT 'consent', '', '', count(*) FROM consent_revision",
        "SELECT 'letter', '', '', count(*) FROM client_notice",
    ];

    private static readonly Dictionary<string, string[]> OfOneKind = new()
    {
        ["labour-authority"] =
        [
            "SELECT 'case', state, version, plan_version FROM plan_case ORDER BY case_id",
            "SELECT 'signature', plan_version, role, count(*) FROM plan_signature GROUP BY plan_version, role ORDER BY plan_version, role",
            "SELECT 'review', held_on, days_late, count(*) FROM plan_review GROUP BY held_on, days_late ORDER BY held_on",
            "SELECT 'finding', '', '', count(*) FROM plan_capacity_finding",
            "SELECT 'told', '', '', count(*) FROM plan_benefit_information",
            "SELECT 'referral', '', '', count(*) FROM region_referral",
            "SELECT 'learnt placement', '', '', count(*) FROM learnt_placement",
        ],
        ["social-care"] =
        [
            "SELECT 'assistance case', state, '', count(*) FROM assistance_case GROUP BY state ORDER BY state",
            "SELECT 'joint case', state, '', count(*) FROM joint_case GROUP BY state ORDER BY state",
            "SELECT 'signature', '', '', count(*) FROM own_signature",
            "SELECT 'placement', state, '', count(*) FROM placement GROUP BY state ORDER BY state",
            "SELECT 'attendance', '', '', count(*) FROM placement_attendance",
        ],
        ["social-insurance"] =
        [
            "SELECT 'prolonged assistance', threshold_code, state, count(*) FROM assistance_notice GROUP BY threshold_code, state ORDER BY threshold_code, state",
            "SELECT 'threshold', '', '', count(*) FROM told_threshold",
            "SELECT 'paid day', '', '', count(*) FROM paid_day_fact",
            "SELECT 'assistance month', '', '', count(*) FROM assistance_month_fact",
            "SELECT 'participation', '', '', count(*) FROM service_participation",
        ],
        ["municipality"] =
        [
            "SELECT 'workplace', '', '', count(*) FROM workplace",
            "SELECT 'place', state, '', count(*) FROM place_request GROUP BY state ORDER BY state",
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
