using Mesh.Hosting.Calls;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>What a region asks at the office's door.</summary>
internal static class RegionAsks
{
    /// <summary>F03, by the office's own notice.</summary>
    public static DiscloseRequest Invitation(Guid noticeId) => Of(
        new Subject { NoticeId = noticeId.ToString() },
        Purpose.ActivationPlanDrafting,
        DataCategory.PlanInvitation,
        new CaseProof { NoticeId = noticeId.ToString() });

    /// <summary>F07, or F08 when the purpose is follow-up.</summary>
    public static DiscloseRequest Copy(string caseId, Purpose purpose = Purpose.ActivationPlanDrafting) =>
        Of(new Subject { CaseId = caseId }, purpose, DataCategory.PlanCopy);

    /// <summary>F09.</summary>
    public static DiscloseRequest FollowUp(string caseId) =>
        Of(new Subject { CaseId = caseId }, Purpose.ActivationPlanFollowUp, DataCategory.PlanFollowUp);

    /// <summary>F05, about a client on prolonged assistance: the region's own case is what it rests on.</summary>
    public static DiscloseRequest Standing(PersonalIdentityCode code, string asOf = "")
    {
        var request = Of(
            new Subject { PersonalIdentityCode = code.Reveal() },
            Purpose.ActivationPlanNeed,
            DataCategory.JobSearchStanding,
            new CaseProof { Attestation = new CaseAttestation { Kind = CaseKind.ProlongedAssistance, CaseId = AinosCase.Id() } });
        request.AsOf = asOf;
        return request;
    }

    /// <summary>F05, about the client of a joint case.</summary>
    public static DiscloseRequest Standing(string caseId) =>
        Of(new Subject { CaseId = caseId }, Purpose.ActivationPlanNeed, DataCategory.JobSearchStanding);

    /// <summary>Where Eetu stands, as the region is told.</summary>
    public static async Task<JobSearchStanding> StandingAsync(this OfficeHost office, string asOf = "") =>
        (await office.ContentAsync(Standing(People.Eetu, asOf))).JobSearchStanding;

    /// <summary>The content of what was given.</summary>
    public static async Task<DisclosedContent> ContentAsync(this OfficeHost office, DiscloseRequest request, Caller? caller = null) =>
        DisclosedContent.Parser.ParseFrom((await office.Send(caller ?? Callers.Region, request)).Content);

    private static DiscloseRequest Of(Subject subject, Purpose purpose, DataCategory category, CaseProof? proof = null) => new()
    {
        RequestId = AinosCase.Id(),
        Subject = subject,
        Purpose = purpose,
        Categories = { category },
        Proof = proof,
        Actor = new Actor { PairwiseId = "region-worker-1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
    };
}
