using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>Registers the client's own view.</summary>
internal static class MyDataRegistration
{
    public static IServiceCollection AddMyData(this IServiceCollection services) => services
        .AddScoped<PersonsPeers>()
        .AddScoped<NamedPeers>()
        .AddSingleton<IRequestCheck<ListMyConsentsRequest>, MyDataRequests>()
        .AddSingleton<IRequestCheck<ListMyRefusalsRequest>, MyDataRequests>()
        .AddSingleton<IRequestCheck<ListMyUsesRequest>, MyDataRequests>()
        .AddSingleton<IRequestCheck<ListMyMessagesRequest>, MyDataRequests>();
}
