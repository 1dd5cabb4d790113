using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>Registers what all areas know of clients.</summary>
internal static class ClientRegistration
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddScoped<ClientTies>()
        .AddScoped<NamedPersons>()
        .AddScoped<IRequestCheck<TakeOnClientRequest>, TakeOnCheck>()
        .AddTiedClients<TiedClients>();

    public static void MapClients(this IEndpointRouteBuilder app) => app.MapGrpcService<ClientWorkGrpcService>();
}
