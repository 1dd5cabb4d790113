using Mesh.Disclosure;
using Mesh.WellbeingRegion.Counterparts;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>Registers what all areas know of clients.</summary>
internal static class ClientRegistration
{
    public static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddScoped<ClientTies>()
        .AddScoped<NamedPersons>()
        .AddTiedClients<TiedClients>();
}
