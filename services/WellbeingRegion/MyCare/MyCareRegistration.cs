namespace Mesh.WellbeingRegion.MyCare;

/// <summary>Maps the area; it registers nothing of its own.</summary>
internal static class MyCareRegistration
{
    public static void MapMyCare(this IEndpointRouteBuilder app) => app.MapGrpcService<MyCareGrpcService>();
}
