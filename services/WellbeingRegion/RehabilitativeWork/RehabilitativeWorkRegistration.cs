using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>Registers the area.</summary>
internal static class RehabilitativeWorkRegistration
{
    public static IServiceCollection AddRehabilitativeWork(this IServiceCollection services) => services
        .AddScoped<Placements>()
        .AddWorkSource<PlacementWork>()
        .AddScoped<PlacementContents>()
        .AddScoped<PlacementNotices>()
        .AddScoped<IWorkplaceClients, PeerWorkplaces>()
        .AddScoped<Workplaces>()
        .AddScoped<IRequestCheck<AgreePlacementRequest>, AgreePlacementChecks>()
        .AddScoped<IRequestCheck<StartRehabilitativeWorkRequest>, PlacementDateChecks>()
        .AddScoped<IRequestCheck<EndRehabilitativeWorkRequest>, PlacementDateChecks>()
        .AddScoped<IRequestCheck<ReportAttendanceRequest>, PlacementDateChecks>()
        .AddCaseDirectory<PlacementDirectory>()
        .AddDisclosureSource<PlacementSource>()
        .AddDisclosureSource<PlacementDetailsSource>()
        .AddDisclosureSource<ServiceEventSource>();

    public static void MapRehabilitativeWork(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<RehabilitativeWorkGrpcService>();
        app.MapGrpcService<PlacementCooperationGrpcService>();
    }
}
