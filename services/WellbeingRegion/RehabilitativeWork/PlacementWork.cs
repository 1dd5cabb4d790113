using Mesh.Hosting.Contracts;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
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
        return [.. PlacementNextSteps.Of(row).Where(step => step.Who == SignerRole.SocialCare).Select(step => Of(row, step))];
    }

    // The end alone is known long before there is anything to do about it.
    private static Work Of(PlacementRow row, NextStep step) => step.Code switch
    {
        "RESOLVE_LEGAL_REVIEW" => Of(row, step, WorkKind.Decision, "ResolveLegalReview"),
        "REQUEST_PLACE" => Of(row, step, WorkKind.Place, "RequestPlace"),
        "AGREE_OTHER_PLACE" => Of(row, step, WorkKind.Place, "AgreePlacement"),
        "START_WORK" => Of(row, step, WorkKind.Place, "StartRehabilitativeWork"),
        "END_WORK" => Of(row, step, WorkKind.Place, "EndRehabilitativeWork") with { ShownFrom = row.LastDay.AddDays(-EndShownDays) },
        _ => throw new InvalidOperationException($"No method does {step.Code}."),
    };

    private static Work Of(PlacementRow row, NextStep step, WorkKind kind, string method) =>
        new(kind, step.Code, row.PlacementId, Service + method, row.FlowId)
        {
            DueOn = WireDate.ReadOptional(step.DueOn),
            SubjectId = row.SubjectId,
            CaseId = row.JointCaseId,
            Counterpart = row.WorkplaceOwner,
        };
}
