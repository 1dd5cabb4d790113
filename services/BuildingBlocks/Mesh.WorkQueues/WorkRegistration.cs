using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.WorkQueues;

/// <summary>How a service has a queue.</summary>
public static class WorkRegistration
{
    /// <summary>Adds the queue for a service whose professionals see all its work.</summary>
    public static IServiceCollection AddWorkQueue(this IServiceCollection services) => services.AddWorkQueue<EveryClient>();

    /// <summary>Adds the queue for a service whose professionals have ties to clients.</summary>
    public static IServiceCollection AddWorkQueue<TClients>(this IServiceCollection services)
        where TClients : class, IWorkClients => services
        .AddScoped<IWorkClients, TClients>()
        .AddSingleton<IInterceptor, WorkFollower>()
        .AddScoped<WorkKeeper>()
        .AddScoped<WorkQueue>();

    /// <summary>Adds what an area waits for.</summary>
    public static IServiceCollection AddWorkSource<TSource>(this IServiceCollection services)
        where TSource : class, IWorkSource => services.AddScoped<IWorkSource, TSource>();

    /// <summary>Serves WorkQueueService.</summary>
    public static IEndpointRouteBuilder MapWorkQueue(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<WorkQueueGrpcService>();
        return app;
    }
}
