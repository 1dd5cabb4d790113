using Google.Protobuf.Reflection;
using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>Whatever shows a client to a professional of the holder's own is in that client's list.</summary>
[Collection(PlayedMesh.Collection)]
public sealed class LooksTests(PlayedMesh played)
{
    // Methods for professionals that show a client, each of which leaves a look.
    private static readonly string[] Showing =
    [
        "CompareCriteria", "ComposeClientSummary", "EvaluateAssistanceCase", "EvaluateEligibility", "FetchPlanCopy", "FindAssessments",
        "GetAssistanceCase", "GetConsentHistory", "GetPlacement", "GetPlanCase", "ListConsents", "ListLetters", "ListPlacements", "ListRefusals",
        "ListServiceParticipations", "ListWaitingRequests", "ListWorkAbilityCopies", "RevealWorkClient",
    ];

    // Lists of work: ids, states and dates, no person; and what only another's door shows, which is in that one's list.
    private static readonly string[] ShowingNobody =
    [
        "CountWork", "FetchMunicipalServices", "FetchWorkAbility", "ListAssistanceCases", "ListAssistanceNotices", "ListEligibilityFindings", "ListJointCases",
        "ListPlaceRequests", "ListRegionReferrals", "ListWork", "OpenPlaceRequest",
    ];

    [Fact]
    public void Methods_WhenTheyOnlyShow_AreLooksOrShowNobody()
    {
        var shows = MeshContracts.Methods.Values
            .Where(method => method.Access == Access.Professional && IsLook(method.Descriptor))
            .Select(method => method.Descriptor.Name)
            .ToList();

        Assert.Empty(shows.Except(Showing).Except(ShowingNobody));
    }

    [Fact]
    public void Play_WhenProfessionalsLooked_HasEachLookInTheLedgerOfWhoShowed()
    {
        var looks = Directory.GetFiles(Path.Combine(played.Folder, "data"), "*-*.db")
            .Select(Path.GetFileNameWithoutExtension)
            .SelectMany(slug => PlayedMesh.Ask(
                played.Folder,
                slug!,
                "SELECT precise_reason, requester, hex(statement_sha256), exists(SELECT 1 FROM ledger_leaf WHERE ledger_leaf.entry_id = disclosure_ledger.entry_id) FROM disclosure_ledger WHERE outcome = 'Look'")
                .Select(row => (Method: row[0], Own: Slug(row[1]) == slug, Salt: row[2], Sealed: row[3])))
            .ToList();

        Assert.All(looks, look => Assert.True(look.Own));
        Assert.Equal(looks.Count, looks.Select(look => look.Salt).Distinct().Count());
        Assert.Empty(looks.Select(look => look.Method).Except(Showing));

        // Those that the scenarios play.
        Assert.Superset(
            new HashSet<string> { "GetPlanCase", "EvaluateEligibility", "GetAssistanceCase", "FetchPlanCopy", "ComposeClientSummary", "RevealWorkClient" },
            looks.Select(look => look.Method).ToHashSet());
    }

    // What has no request id does nothing but show.
    private static bool IsLook(MethodDescriptor method) => method.InputType.FindFieldByName("request_id") is null;

    private static string Slug(string participation) => participation.Replace('/', '-').Replace('_', '-').ToLowerInvariant();
}
