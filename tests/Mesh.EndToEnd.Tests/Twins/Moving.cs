using System.Text.Json.Nodes;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>
/// What two calls of one method differ in by contract, whatever their form: acts without request id are done anew, with ids of their own,
/// and an operator's look at a journal stands in that journal.
/// </summary>
internal static class Moving
{
    private const string Look = "ListJournalEntries by operator";

    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["tyollisyys.mesh.labour.v1.EligibilityService.EvaluateEligibility"] = ["evaluationId", "disclosureId", "flowId"],
        ["tyollisyys.mesh.eligibility.v1.CriteriaService.CompareCriteria"] = ["disclosureId", "flowId"],
        // Kela is asked anew each time of a day that its answers do not hold for.
        ["tyollisyys.mesh.socialcare.v1.AssistanceCaseService.EvaluateAssistanceCase"] = ["evaluationId", "caseVersion", "disclosureId"],
        ["tyollisyys.mesh.socialcare.v1.JointPlanService.FetchPlanCopy"] = ["disclosureId"],
        // Every answer of the door is a new one, with a salt of its own in what is digested.
        ["tyollisyys.mesh.disclosure.v1.DisclosureService.Disclose"] = ["disclosureId", "content", "contentSha256", "receipt"],
        // Every token is a new one.
        ["tyollisyys.mesh.disclosure.v1.CaseTokenService.IssueCaseToken"] = ["token", "expiresAt"],
        // Witnesses renew their cosignatures while they look.
        ["tyollisyys.mesh.evidence.v1.LedgerService.GetCheckpoint"] = ["note"],
        // Each export is signed anew, with the cosignatures of its moment.
        ["tyollisyys.mesh.disclosure.v1.MyUsesService.ExportMyUses"] = ["export"],
        ["tyollisyys.mesh.mydata.v1.MyExportService.ExportMyData"] = ["file"],
        // How long ago somebody witnessed is told of each moment.
        ["tyollisyys.mesh.operations.v1.PromiseService.ListPromises"] = ["detail", "kept"],
        ["tyollisyys.mesh.municipality.v1.WorkplaceService.OpenPlaceRequest"] = ["disclosureId"],
        ["tyollisyys.mesh.summaries.v1.ClientSummaryService.ComposeClientSummary"] = ["disclosureId"],
        ["tyollisyys.mesh.summaries.v1.ClientSummaryService.FindAssessments"] = ["disclosureId"],
    };

    /// <summary>The answer without it.</summary>
    public static TwinAnswer Out(TwinAnswer answer, string method)
    {
        var said = JsonNode.Parse(answer.Text);
        Clean(said, Fields.GetValueOrDefault(method, []));
        return answer with { Text = said!.ToJsonString() };
    }

    private static void Clean(JsonNode? node, string[] fields)
    {
        switch (node)
        {
            case JsonObject message:
                foreach (var (name, value) in message.ToList())
                {
                    if (fields.Contains(name))
                    {
                        message.Remove(name);
                    }

                    Clean(value, fields);
                }

                break;
            case JsonArray items:
                items.RemoveAll(item => item is JsonObject entry && (string?)entry["step"] == Look);
                foreach (var item in items)
                {
                    Clean(item, fields);
                }

                break;
        }
    }
}
