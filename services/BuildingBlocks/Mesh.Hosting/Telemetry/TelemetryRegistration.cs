using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace Mesh.Hosting.Telemetry;

/// <summary>Registers OpenTelemetry, once per process.</summary>
public static class TelemetryRegistration
{
    /// <summary>Traces a process that is one host.</summary>
    public static IServiceCollection AddMeshTelemetry(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddMesh());
        return services;
    }

    /// <summary>
    /// Calls in and out and the mesh's own spans. They are sent by OTLP where the standard variable
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so; without it they still give every call its trace id.
    /// </summary>
    public static TracerProviderBuilder AddMesh(this TracerProviderBuilder tracing)
    {
        tracing.AddSource(MeshTelemetry.SourceName)
            .AddAspNetCoreInstrumentation(calls => calls.EnrichWithHttpRequest = ParticipantOfSpan.OfHost)
            .AddHttpClientInstrumentation()
            .AddProcessor(new ParticipantOfSpan());
        return Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 }
            ? tracing.AddOtlpExporter()
            : tracing;
    }
}
