using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>What placements wait for: a judgement (KTT-PROV-3), a place (F13), their start and end (F11).</summary>
internal sealed class PlacementWork(DbContext database) : IWorkSource
{
    private const string Service = "tyollisyys.mesh.rehabilitativework.v1.RehabilitativeWorkService/";
    private const int EndShownDays = 14;

    public string Name => "placements";

    public Guid? Touched(object row) => row is PlacementRow placement ? placement.PlacementId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var row = await database.Set<PlacementRow>().SingleAsync(placement => placement.PlacementId == thing, cancellation);
        return row switch
        {
            { State: PlacementState.LegalReview } => [Of(row, WorkKind.Decision, "RESOLVE_LEGAL_REVIEW", "ResolveLegalReview") with { DueOn = row.FirstDay }],
            { State: PlacementState.Agreed, WorkplaceId: not null } => [Of(row, WorkKind.Place, "REQUEST_PLACE", "RequestPlace") with { DueOn = row.FirstDay }],
            { State: PlacementState.PlaceDeclined } => [Of(row, WorkKind.Place, "AGREE_OTHER_PLACE", "AgreePlacement")],
            { State: PlacementState.Agreed or PlacementState.PlaceConfirmed } =>
                [Of(row, WorkKind.Place, "START_WORK", "StartRehabilitativeWork") with { DueOn = row.FirstDay }],
            { State: PlacementState.Started } =>
            [
                Of(row, WorkKind.Place, "END_WORK", "EndRehabilitativeWork") with { DueOn = row.LastDay, ShownFrom = row.LastDay.AddDays(-EndShownDays) },
            ],
            _ => [],
        };
    }

    private static Work Of(PlacementRow row, WorkKind kind, string code, string method) =>
        new(kind, code, row.PlacementId, Service + method, row.FlowId)
        {
            SubjectId = row.SubjectId,
            CaseId = row.JointCaseId,
            Counterpart = row.WorkplaceOwner,
        };
}
