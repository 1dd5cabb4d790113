using Google.Protobuf.Reflection;
using Mesh.Identity;

namespace Mesh.EndToEnd.Tests;

/// <summary>Ids that the journeys left at a host, by the request's field that may name them.</summary>
internal static class KnownIds
{
    // Where each is kept, at the hosts that have the table. `{0}` is a participation that is to be no party; what everybody of an
    // organisation may see until somebody takes it is left out.
    private static readonly Dictionary<string, string[]> Kept = new()
    {
        ["case_id"] =
        [
            "SELECT case_id FROM plan_case WHERE region <> '{0}' LIMIT 2",
            "SELECT case_id FROM joint_case WHERE owner <> '{0}' AND subject_id IN (SELECT subject_id FROM client_tie) LIMIT 1",
            "SELECT case_id FROM assistance_case WHERE subject_id IN (SELECT subject_id FROM client_tie) LIMIT 1",
        ],
        ["joint_case_id"] = ["SELECT case_id FROM joint_case WHERE subject_id IN (SELECT subject_id FROM client_tie) LIMIT 1"],
        ["placement_id"] =
        [
            "SELECT placement_id FROM placement WHERE coalesce(workplace_owner, '') <> '{0}' AND labour_authority <> '{0}' LIMIT 1",
            "SELECT placement_id FROM place_request WHERE region <> '{0}' AND contact IS NOT NULL LIMIT 1",
        ],
        ["jobseeker_id"] = ["SELECT jobseeker_id FROM client_tie LIMIT 1"],
        ["client_id"] =
        [
            "SELECT jobseeker_id FROM jobseeker WHERE jobseeker_id IN (SELECT jobseeker_id FROM client_tie) LIMIT 1",
            "SELECT case_id FROM assistance_case WHERE subject_id IN (SELECT subject_id FROM client_tie) LIMIT 1",
        ],
        ["evaluation_id"] = ["SELECT evaluation_id FROM eligibility_evaluation LIMIT 1"],
        ["finding_id"] = ["SELECT finding_id FROM eligibility_finding LIMIT 1"],
        ["referral_id"] = ["SELECT referral_id FROM region_referral JOIN jobseeker USING (subject_id) LIMIT 1"],
        ["consent_id"] = ["SELECT consent_id FROM consent_revision WHERE recipient <> '{0}' LIMIT 1"],
        ["message_id"] = ["SELECT notice_id FROM client_notice LIMIT 1"],
        ["item_id"] = ["SELECT item_id FROM work_item WHERE person_id IS NOT NULL LIMIT 1"],
        ["notice_id"] = ["SELECT notice_id FROM notice_subject WHERE recipient <> '{0}' LIMIT 1"],
    };

    /// <summary>Fields that name somebody's case or thing: what a request is about, not what it is linked to.</summary>
    public static bool Names(FieldDescriptor field) => Kept.ContainsKey(field.Name);

    /// <summary>Ids of a field's kind at a host, of which the stranger is no party.</summary>
    public static IReadOnlyList<string> At(string folder, string slug, FieldDescriptor field, Participation stranger) =>
    [
        .. Kept[field.Name]
            .SelectMany(sql => Ask(folder, slug, sql.Replace("{0}", stranger.ToString(), StringComparison.Ordinal)))
            .Select(row => Guid.Parse(row[0]).ToString()),
    ];

    private static IReadOnlyList<IReadOnlyList<string>> Ask(string folder, string slug, string sql)
    {
        var table = sql.Split(" FROM ")[1].Split(' ')[0];
        return PlayedMesh.Ask(folder, slug, $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{table}'").Count > 0
            ? PlayedMesh.Ask(folder, slug, sql)
            : [];
    }
}
