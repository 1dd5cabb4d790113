using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mesh.Hosting.Health;

/// <summary>Whether a host wants calls, and how it ends: the same at every host, participation, gateway and identity provider.</summary>
public static class ReadinessRegistration
{
    /// <summary>Where it is asked: 200 when the host is ready, 503 when it is not.</summary>
    public const string Path = "/health/ready";

    /// <summary>Registers readiness and the drain at a stop. Needs a <see cref="TimeProvider"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="drain">How long a host that is told to stop answers on while it is not ready.</param>
    public static IHealthChecksBuilder AddReadiness(this IServiceCollection services, TimeSpan drain)
    {
        services.AddSingleton(provider => new Drain(drain, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        var checks = services.AddHealthChecks();

        // The framework's own service is internal, so it is made by the type that was registered.
        var framework = services.Last(service => service.ServiceType == typeof(HealthCheckService)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<HealthCheckService>(provider => new DrainedHealth(
            (HealthCheckService)ActivatorUtilities.CreateInstance(provider, framework), provider.GetRequiredService<Drain>())));
        return checks;
    }

    /// <summary>Answers whether the host is ready, before anything that may refuse; while it drains, connections are given up.</summary>
    public static void UseReadiness(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(drain.GiveUpConnectionAsync);
        app.UseHealthChecks(Path);
    }
}
