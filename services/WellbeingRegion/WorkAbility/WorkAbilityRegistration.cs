using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.WorkAbility;

/// <summary>Registers the area.</summary>
internal static class WorkAbilityRegistration
{
    public static IServiceCollection AddWorkAbility(this IServiceCollection services) => services
        .AddScoped<IRequestCheck<RecordWorkAbilityRequest>, AssessmentCheck>()
        .AddScoped<AssessmentRegister>()
        .AddDisclosureSource<OutcomeSource>()
        .AddDisclosureSource<LimitsSource>();

    public static void MapWorkAbility(this IEndpointRouteBuilder app) => app.MapGrpcService<WorkAbilityRegisterGrpcService>();
}
