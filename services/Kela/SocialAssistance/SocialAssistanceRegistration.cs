using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>The register of basic social assistance as a part of Kela's service.</summary>
public static class SocialAssistanceRegistration
{
    /// <summary>Adds the register, its recording, its notices with their answers, and its source at the door.</summary>
    public static IServiceCollection AddSocialAssistance(this IServiceCollection services) => services
        .AddScoped<IRequestCheck<RecordAssistanceMonthsRequest>, AssistanceRequests>()
        .AddScoped<AssistanceHistories>()
        .AddScoped<AssistanceRecorder>()
        .AddScoped<AssistanceWatches>()
        .AddScoped<ProlongedNotices>()
        .AddWorkSource<AssistanceNoticeWork>()
        .AddNoticeHandler<AssistanceNoticeHandled, NoticeHandled>()
        .AddDisclosureSource<AssistanceMonthsSource>()
        .AddHostedService<AssistanceSweep>();

    /// <summary>Serves recording and the list of notices.</summary>
    public static IEndpointRouteBuilder MapSocialAssistance(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<SocialAssistanceRegisterGrpcService>();
        endpoints.MapGrpcService<AssistanceNoticeGrpcService>();
        return endpoints;
    }
}
