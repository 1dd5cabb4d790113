using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.Participations;

/// <summary>Service participations told by labour authorities as a part of Kela's service.</summary>
public static class ParticipationRegistration
{
    /// <summary>Adds what keeps them and the handler that brings them.</summary>
    public static IServiceCollection AddParticipations(this IServiceCollection services) => services
        .AddScoped<KeptParticipations>()
        .AddNoticeHandler<ServiceParticipationRecorded, ParticipationRecorded>();

    /// <summary>Serves the list.</summary>
    public static IEndpointRouteBuilder MapParticipations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ServiceParticipationGrpcService>();
        return endpoints;
    }
}
