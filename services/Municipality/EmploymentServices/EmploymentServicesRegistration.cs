using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>The register of employment services as a part of a municipality's service.</summary>
public static class EmploymentServicesRegistration
{
    /// <summary>Adds the register and its sources at the door.</summary>
    public static IServiceCollection AddEmploymentServices(this IServiceCollection services)
    {
        services.AddScoped<IRequestCheck<RecordEmploymentServiceRequest>, EmploymentServiceCheck>();
        services.AddScoped<EmploymentServiceRegister>();
        services.AddDisclosureSource<EmploymentServicesSource>();
        services.AddTiedClients<TiedClients>();
        services.AddDisclosureSource<EmploymentServicePointers>();
        return services;
    }

    /// <summary>Serves the register.</summary>
    public static IEndpointRouteBuilder MapEmploymentServices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<EmploymentServiceRegisterGrpcService>();
        return endpoints;
    }
}
