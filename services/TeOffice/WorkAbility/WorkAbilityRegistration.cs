namespace Mesh.TeOffice.WorkAbility;

/// <summary>Registers the area.</summary>
internal static class WorkAbilityRegistration
{
    public static IServiceCollection AddWorkAbility(this IServiceCollection services) => services.AddScoped<WorkAbilityCopies>();

    public static void MapWorkAbility(this IEndpointRouteBuilder app) => app.MapGrpcService<WorkAbilityGrpcService>();
}
