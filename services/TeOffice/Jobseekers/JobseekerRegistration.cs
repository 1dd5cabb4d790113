using Mesh.ClientNotices;
using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>Registers the area.</summary>
internal static class JobseekerRegistration
{
    public static IServiceCollection AddJobseekers(this IServiceCollection services) => services
        .AddScoped<IRequestCheck<RegisterJobseekerRequest>, RegistrationCheck>()
        .AddScoped<IRequestCheck<RecordEmploymentPlanRequest>, EmploymentPlanCheck>()
        .AddScoped<IRequestCheck<RecordInterviewRequest>, InterviewCheck>()
        .AddScoped<IRequestCheck<EndJobSearchRequest>, JobSearchEndCheck>()
        .AddScoped<JobseekerRegister>()
        .AddLetterClients<TiedClients>()
        .AddTiedClients<TiedClients>();

    public static void MapJobseekers(this IEndpointRouteBuilder app) => app.MapGrpcService<JobseekerGrpcService>();
}
