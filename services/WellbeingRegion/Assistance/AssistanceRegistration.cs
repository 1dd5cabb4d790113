using Mesh.Disclosure;
using Mesh.Eligibility;
using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Registers the area.</summary>
internal static class AssistanceRegistration
{
    public static IServiceCollection AddAssistance(this IServiceCollection services, RegionProfile profile) => services
        .AddSingleton(profile)
        .AddScoped<AssistanceCases>()
        .AddScoped<AssistanceAnswers>()
        .AddScoped<AssistanceEvaluator>()
        .AddScoped<AssistanceReferrals>()
        .AddScoped<AssistanceNotices>()
        .AddScoped<AssistanceView>()
        .AddWorkSource<AssistanceWork>()
        .AddCriteria<CasesCompared>()
        .AddScoped<KelasMonths>()
        .AddScoped<JobSearchAnswers>()
        .AddScoped<IRequestCheck<EvaluateAssistanceCaseRequest>, AssistanceRequests>()
        .AddScoped<IRequestCheck<CloseAssistanceCaseRequest>, AssistanceRequests>()
        .AddScoped<IRequestCheck<RecordClientGroupRequest>, AssistanceRequests>()
        .AddCaseDirectory<AssistanceCaseDirectory>()
        .AddDisclosureSource<RegionReferralSource>()
        .AddNoticeHandler<ProlongedAssistanceDetected, ProlongedAssistanceHandler>()
        .AddNoticeHandler<RegionReferralAccepted, ReferralAcceptedHandler>()
        .AddNoticeHandler<RegionReferralDeclined, ReferralDeclinedHandler>()
        .AddNoticeHandler<JobSearchFactRecorded, JobSearchFactHandler>();

    public static void MapAssistance(this IEndpointRouteBuilder app) => app.MapCriteria().MapGrpcService<AssistanceCaseGrpcService>();
}
