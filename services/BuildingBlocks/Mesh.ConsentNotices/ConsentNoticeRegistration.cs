using Mesh.Disclosure;
using Mesh.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.ConsentNotices;

/// <summary>How a service tells others that a consent was taken back, and hears it from them.</summary>
public static class ConsentNoticeRegistration
{
    /// <summary>Adds both. The service has <c>AddNotices</c> and <c>AddDisclosure</c>, too.</summary>
    public static IServiceCollection AddConsentNotices(this IServiceCollection services) => services
        .AddScoped<IConsentListener, ConsentNotices>()
        .AddScoped<HeardConsents>()
        .AddNoticeHandler<ConsentWithdrawn, ConsentWithdrawnHandler>()
        .AddNoticeHandler<ConsentNarrowed, ConsentNarrowedHandler>();
}
