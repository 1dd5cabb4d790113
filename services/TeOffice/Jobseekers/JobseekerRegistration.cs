using Mesh.ClientNotices;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>Registers the area.</summary>
internal static class JobseekerRegistration
{
    public static IServiceCollection AddJobseekers(this IServiceCollection services) => services
        .AddScoped<JobseekerRegister>()
        .AddLetterClients<TiedClients>();

    public static void MapJobseekers(this IEndpointRouteBuilder app) => app.MapGrpcService<JobseekerGrpcService>();
}
