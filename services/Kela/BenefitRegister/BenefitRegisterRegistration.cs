using Mesh.Disclosure;
using Mesh.WorkQueues;

namespace Mesh.Kela.BenefitRegister;

/// <summary>The register of paid benefit days as a part of Kela's service.</summary>
public static class BenefitRegisterRegistration
{
    /// <summary>Adds the register, its import, its notices and its source at the door.</summary>
    public static IServiceCollection AddBenefitRegister(this IServiceCollection services)
    {
        services.AddSingleton(ImportLimits.Usual);
        services.AddScoped<ClientHistories>();
        services.AddScoped<ThresholdNotices>();
        services.AddWorkSource<ThresholdWork>();
        services.AddScoped<ImportRecorder>();
        services.AddDisclosureSource<BenefitDaysSource>();
        return services;
    }

    /// <summary>Serves the import.</summary>
    public static IEndpointRouteBuilder MapBenefitRegister(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<BenefitRegisterGrpcService>();
        return endpoints;
    }
}
