using Mesh.Hosting.Validation;
using Mesh.WorkQueues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Eligibility.V1;

namespace Mesh.Eligibility;

/// <summary>How a service compares criteria.</summary>
public static class CriteriaRegistration
{
    /// <summary>Adds it for a service that knows its clients so.</summary>
    public static IServiceCollection AddCriteria<TClients>(this IServiceCollection services)
        where TClients : class, IComparedClients => services
        .AddScoped<IRequestCheck<CompareCriteriaRequest>, CompareCheck>()
        .AddScoped<IComparedClients, TClients>()
        .AddScoped<Comparer>()
        .AddScoped<Outlooks>()
        .AddSingleton<BatchRun>()
        .AddWorkSource<OutlookWork>();

    /// <summary>Serves CriteriaService.</summary>
    public static IEndpointRouteBuilder MapCriteria(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<CriteriaGrpcService>();
        return app;
    }
}
