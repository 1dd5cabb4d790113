using Mesh.Hosting.Contracts;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.MyCare;

/// <summary>A case and a placement as their client sees them: no word that anybody wrote, no name, nothing that is kept encrypted.</summary>
internal static class MyCareView
{
    public static MyAssistanceCase Of(AssistanceCaseRow row) => new()
    {
        CaseId = row.CaseId.ToString(),
        Kind = CaseKind.ProlongedAssistance,
        State = row.State,
        OpenedOn = WireDate.Write(row.ReceivedOn),

        // Whoever was merely asked (F05) is nobody that the case was referred to.
        ReferredTo = row.Referral == ReferralKind.Unspecified ? "" : row.LabourAuthority,
        JointCaseId = row.JointCaseId?.ToString() ?? "",
        NextSteps = { AssistanceNextSteps.Of(row) },
    };

    public static MyPlacement Of(PlacementRow row) => new()
    {
        PlacementId = row.PlacementId.ToString(),
        JointCaseId = row.JointCaseId.ToString(),
        State = row.State,
        FirstDay = WireDate.Write(row.FirstDay),
        LastDay = WireDate.Write(row.LastDay),
        StartedOn = WireDate.WriteOptional(row.StartedOn),
        EndedOn = WireDate.WriteOptional(row.EndedOn),
        NextStepCode = row.NextStep,
        NextSteps = { PlacementNextSteps.Of(row) },
    };
}
