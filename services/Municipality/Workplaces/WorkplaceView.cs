using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Workplaces and places as the contracts show them.</summary>
internal static class WorkplaceView
{
    public static Workplace Of(WorkplaceRow row) => new()
    {
        WorkplaceId = row.WorkplaceId.ToString(),
        Name = row.Name,
        Unit = row.Unit,
        Places = row.Places,
        OpenFrom = WireDate.Write(row.OpenFrom),
        OpenThrough = WireDate.WriteOptional(row.OpenThrough),
    };

    public static PlaceRequest Of(PlaceRequestRow row) => new()
    {
        PlacementId = row.PlacementId.ToString(),
        Region = row.Region,
        WorkplaceId = row.WorkplaceId.ToString(),
        State = row.State,
        Schedule = new WorkSchedule
        {
            FirstDay = WireDate.Write(row.FirstDay),
            LastDay = WireDate.Write(row.LastDay),
            DaysPerWeek = row.DaysPerWeek,
            HoursPerDay = row.HoursPerDay,
        },
        FlowId = row.FlowId.ToString(),
        FreeFrom = WireDate.WriteOptional(row.FreeFrom),
    };
}
