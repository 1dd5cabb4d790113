using Google.Protobuf;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>What the region's professionals ask.</summary>
internal static class Requests
{
    public static AcceptPlanInvitationRequest Accept(OwnerCase about, string? requestId = null, string name = "Elina Sosiaali") => new()
    {
        RequestId = requestId ?? Id(),
        CaseId = about.Id.ToString(),
        Representative = new Representative { Name = name, Unit = "Aikuissosiaalityö" },
    };

    public static ContributePlanPartRequest Contribute(OwnerCase about) => new()
    {
        RequestId = Id(),
        CaseId = about.Id.ToString(),
        ExpectedVersion = about.Version,
        Text = "Sosiaaliohjaus tukee arjen rytmiä.",
        Services = { new PlannedService { Name = "Sosiaaliohjaus", Organiser = Participants.Region.ToString(), StartsOn = "2023-12-04", Measure = "Tapaamiset" } },
    };

    public static SignJointPlanRequest Sign(OwnerCase about, int planVersion = 1, ByteString? digest = null) => new()
    {
        RequestId = Id(),
        CaseId = about.Id.ToString(),
        PlanVersion = planVersion,
        ContentSha256 = digest ?? about.Copy!.ContentSha256,
    };

    public static FetchPlanCopyRequest Fetch(OwnerCase about) => new() { CaseId = about.Id.ToString() };

    public static string Id() => Guid.CreateVersion7().ToString();
}
