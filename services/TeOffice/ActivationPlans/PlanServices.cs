using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What decisions depend on in a version's services, whoever organises them: their kinds.</summary>
/// <param name="Kinds">The kinds.</param>
public sealed record PlanServices(IReadOnlyList<PlannedKind> Kinds)
{
    /// <summary>No services: before the first version.</summary>
    public static PlanServices None { get; } = new([]);

    /// <summary>Whether rehabilitative work activity (kuntouttava työtoiminta) is among them.</summary>
    public bool HasRehabilitativeWork => Kinds.Contains(PlannedKind.RehabilitativeWork);

    /// <summary>Those of a version: the owner's own and the contributed ones.</summary>
    public static PlanServices Of(PlanContent content) => new(
        [.. content.Services.Concat(content.Contributions.SelectMany(part => part.Services)).Select(service => Kind(service.Kind))]);

    // A kind this version does not know improves nothing that it could tell; contracts accept N and N-1.
    private static PlannedKind Kind(ServiceKind kind) => kind switch
    {
        ServiceKind.Employment => PlannedKind.Employment,
        ServiceKind.RehabilitativeWorkActivity => PlannedKind.RehabilitativeWork,
        ServiceKind.Social => PlannedKind.Social,
        ServiceKind.Health => PlannedKind.Health,
        ServiceKind.Rehabilitation => PlannedKind.Rehabilitation,
        ServiceKind.Education => PlannedKind.Education,
        _ => PlannedKind.Other,
    };
}
