using Mesh.Disclosure;

namespace Mesh.WellbeingRegion.ClientSummaries;

/// <summary>Registers the area.</summary>
internal static class ClientSummaryRegistration
{
    public static IServiceCollection AddClientSummaries(this IServiceCollection services) => services
        .AddSummaries()
        .AddScoped<SummarisedClients>();

    public static void MapClientSummaries(this IEndpointRouteBuilder app) => app.MapGrpcService<ClientSummaryGrpcService>();
}
