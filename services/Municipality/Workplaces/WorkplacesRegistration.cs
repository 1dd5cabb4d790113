using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Municipality.Workplaces;

/// <summary>Workplaces as a part of a municipality's service.</summary>
public static class WorkplacesRegistration
{
    /// <summary>Adds workplaces, and the ways to the regions that ask for places.</summary>
    public static IServiceCollection AddWorkplaces(this IServiceCollection services) => services
        .AddSingleton<IRequestCheck<RegisterWorkplaceRequest>, RegisterWorkplaceCheck>()
        .AddSingleton<IRequestCheck<RequestPlaceRequest>, RequestPlaceCheck>()
        .AddSingleton<IRequestCheck<RecordAttendanceRequest>, RecordAttendanceCheck>()
        .AddScoped<WorkplaceRegister>()
        .AddScoped<PlaceRequests>()
        .AddWorkSource<PlaceWork>()
        .AddNoticeHandler<PlaceReleased, PlaceReleasedHandler>()
        .AddScoped<PlacementDetailsFromRegion>()
        .AddScoped<IRegionClients, PeerRegions>()
        .AddScoped<RegionCalls>();

    /// <summary>Serves them.</summary>
    public static IEndpointRouteBuilder MapWorkplaces(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<WorkplaceGrpcService>();
        endpoints.MapGrpcService<WorkplaceCooperationGrpcService>();
        return endpoints;
    }
}
