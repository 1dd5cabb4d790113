using Mesh.Disclosure;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Participations;

/// <summary>Registers the area; it serves nobody directly.</summary>
internal static class ParticipationRegistration
{
    public static IServiceCollection AddParticipations(this IServiceCollection services) => services
        .AddScoped<ServiceParticipations>()
        .AddScoped<PlacementReceipt>()
        .AddDisclosureSource<ParticipationSource>()
        .AddNoticeHandler<PlacementAgreed, PlacementAgreedHandler>()
        .AddNoticeHandler<RehabilitativeWorkStarted, RehabilitativeWorkStartedHandler>()
        .AddNoticeHandler<RehabilitativeWorkEnded, RehabilitativeWorkEndedHandler>();
}
