using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mesh.TestKit.Played;

/// <summary>What the journeys left behind in every database, counted: nothing may be lost, nothing doubled.</summary>
public static class Tally
{
    /// <summary>The rows of a question to a participation's database, each as its columns.</summary>
    /// <param name="slug">The participation's.</param>
    /// <param name="sql">The question, which both databases understand.</param>
    public delegate IReadOnlyList<IReadOnlyList<string>> Question(string slug, string sql);

    private static readonly string[] Counted =
    [
        "SELECT 'outbox', type, count(*), count(*) FILTER (WHERE sent_at IS NULL) FROM notice_outbox GROUP BY type ORDER BY type",
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
            "SELECT 'hearing', ground, '', count(*) FROM plan_hearing GROUP BY ground ORDER BY ground",
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

    /// <summary>Counts what the launcher of one process left in its data folder.</summary>
    public static string Of(string folder) => Of(
        Directory.GetFiles(Path.Combine(folder, "data"), "*.db").Select(file => Path.GetFileNameWithoutExtension(file)),
        (slug, sql) => Ask(folder, slug, sql));

    /// <summary>Counts what lies in the databases of participations.</summary>
    public static string Of(IEnumerable<string> slugs, Question ask) => string.Join('\n', slugs
        .Order(StringComparer.Ordinal)
        .SelectMany(slug => Questions(slug).SelectMany(sql => ask(slug, sql)).Select(row => $"{slug} {string.Join(' ', row)}")));

    /// <summary>The rows of a question to a participation's database in a data folder.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Ask(string folder, string slug, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", slug + ".db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        return Rows(reader);
    }

    /// <summary>All rows, each column as both databases write it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(System.Data.Common.DbDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Written(reader.GetValue(column)))]);
        }

        return rows;
    }

    // SQLite keeps a day as text.
    private static string Written(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static IEnumerable<string> Questions(string slug) =>
        Counted.Concat(OfOneKind.Where(kind => slug.EndsWith(kind.Key, StringComparison.Ordinal)).SelectMany(kind => kind.Value));
}
