using Mesh.Disclosure;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Registers the area.</summary>
internal static class PlanRegistration
{
    public static IServiceCollection AddActivationPlans(this IServiceCollection services) => services
        .AddScoped<PlanOpening>()
        .AddScoped<PlanCases>()
        .AddScoped<PlanBytes>()
        .AddScoped<PlanSigning>()
        .AddScoped<PlanNotices>()
        .AddScoped<PlanMessages>()
        .AddScoped<PlanView>()
        .AddCaseDirectory<PlanCaseDirectory>()
        .AddDisclosureSource<InvitationSource>()
        .AddDisclosureSource<PlanCopySource>()
        .AddDisclosureSource<PlanFollowUpSource>()
        .AddHostedService<ReviewSweep>();

    public static void MapActivationPlans(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ActivationPlanGrpcService>();
        app.MapGrpcService<PlanCooperationGrpcService>();
        app.MapGrpcService<MyPlanGrpcService>();
    }
}
