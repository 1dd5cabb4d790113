using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>What a labour authority tells of a case; by default at the case's present version.</summary>
internal static class Notices
{
    public static NoticeEnvelope Invitation(OwnerCase about, TestRegion to, int? version = null) =>
        to.Envelope(new PlanInvitationSent { CaseId = about.Id.ToString(), CaseVersion = version ?? about.Version }, about);

    public static NoticeEnvelope Drafted(OwnerCase about, TestRegion to, int? version = null) => to.Envelope(
        new PlanVersionDrafted { CaseId = about.Id.ToString(), CaseVersion = version ?? about.Version, PlanVersion = 1 }, about);

    public static NoticeEnvelope Signed(OwnerCase about, TestRegion to, int? version = null) => to.Envelope(
        new PlanSigned { CaseId = about.Id.ToString(), CaseVersion = version ?? about.Version, PlanVersion = 1, SignerRole = SignerRole.Client }, about);

    public static NoticeEnvelope Activated(OwnerCase about, TestRegion to, int? version = null) => to.Envelope(
        new PlanActivated { CaseId = about.Id.ToString(), CaseVersion = version ?? about.Version, PlanVersion = 1 }, about);

    public static NoticeEnvelope ReviewHeld(OwnerCase about, TestRegion to, int? version = null) => to.Envelope(
        new PlanReviewHeld { CaseId = about.Id.ToString(), CaseVersion = version ?? about.Version, ResultCode = "CONTINUES" }, about);

    public static NoticeEnvelope ReviewOverdue(OwnerCase about, TestRegion to) =>
        to.Envelope(new PlanReviewOverdue { CaseId = about.Id.ToString(), CaseVersion = about.Version }, about);
}
