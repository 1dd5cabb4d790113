using Mesh.Disclosure;
using Mesh.Eligibility;
using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Registers the area.</summary>
internal static class EligibilityRegistration
{
    public static IServiceCollection AddEligibility(this IServiceCollection services, OfficeProfile profile) => services
        .AddSingleton(profile)
        .AddScoped<IRequestCheck<EvaluateEligibilityRequest>, EvaluationCheck>()
        .AddScoped<BenefitDaysFromKela>()
        .AddScoped<Evaluator>()
        .AddCriteria<JobseekersCompared>()
        .AddScoped<Findings>()
        .AddScoped<IEvaluationOrigins>(provider => provider.GetRequiredService<Findings>())
        .AddScoped<JobSearchStandings>()
        .AddWorkSource<EligibilityWork>()
        .AddDisclosureSource<JobSearchStandingSource>()
        .AddNoticeHandler<BenefitDayThresholdReached, ThresholdReached>();

    public static void MapEligibility(this IEndpointRouteBuilder app) => app.MapCriteria().MapGrpcService<EligibilityGrpcService>();
}
