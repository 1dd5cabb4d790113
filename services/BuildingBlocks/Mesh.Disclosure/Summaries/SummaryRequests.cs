using System.Globalization;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.Disclosure;

/// <summary>What a summary's request must satisfy beyond its contract: holders of the directory, and contents that a client can open.</summary>
internal sealed class SummaryRequests(DirectoryFile directory, Self self) :
    IRequestCheck<ComposeClientSummaryRequest>, IRequestCheck<FindAssessmentsRequest>
{
    /// <summary>Code of a category that no consent opens for a summary.</summary>
    public const string NotOfSummary = "NOT_OF_SUMMARY";

    public void Check(ComposeClientSummaryRequest request, Violations violations)
    {
        CheckHolders(request.Holders, violations);
        for (var i = 0; i < request.ContentCategories.Count; i++)
        {
            if (!SummaryCategories.IsContent(self.Participation.Role, request.ContentCategories[i]))
            {
                violations.Add(At("content_categories", i), NotOfSummary, "Must be a category that a client's consent opens for a summary.");
            }
        }

        Duplicates.Check(request.ContentCategories, "content_categories", violations);
    }

    public void Check(FindAssessmentsRequest request, Violations violations) => CheckHolders(request.Holders, violations);

    private void CheckHolders(IReadOnlyList<string> holders, Violations violations)
    {
        for (var i = 0; i < holders.Count; i++)
        {
            // What is no participation at all, the contract's own rules refuse.
            if (Participation.TryParse(holders[i], out var holder))
            {
                ConsentTerms.CheckParticipation(holder, At("holders", i), directory.Current, self, violations);
            }
        }

        Duplicates.Check(holders, "holders", violations);
    }

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
