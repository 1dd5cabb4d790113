using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Mesh.Hosting.Telemetry;

/// <summary>Registers OpenTelemetry, once per process.</summary>
public static class TelemetryRegistration
{
    /// <summary>
    /// Traces calls in and out and the mesh's own spans. They are sent by OTLP where the standard variable
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; without it they still give every call its trace id.
    /// </summary>
    public static IServiceCollection AddMeshTelemetry(this IServiceCollection services, Action<TracerProviderBuilder>? also = null)
    {
        services.AddOpenTelemetry().WithTracing(tracing =>
        {
            tracing.AddSource(MeshTelemetry.Source.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
            if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            {
                tracing.AddOtlpExporter();
            }

            also?.Invoke(tracing);
        });
        return services;
    }
}
