using System.Collections;
using System.Security.Cryptography.X509Certificates;
using Mesh.Hosting.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mesh.Hosting.Telemetry;

/// <summary>Registers OpenTelemetry, once per process.</summary>
public static class TelemetryRegistration
{
    /// <summary>Whether the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where traces and metrics are sent by OTLP.</summary>
    public static bool IsCollected => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };

    /// <summary>What OpenTelemetry is told by the environment, for a host whose configuration has nothing of it: it looks nowhere else.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Told() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
        .Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal));

    /// <summary>Measures what has to be looked up, at every host how long its certificate counts.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="participant">Whose host.</param>
    /// <param name="certificate">The certificate that it shows.</param>
    public static IServiceCollection AddMeasuring(this IServiceCollection services, string participant, Func<IServiceProvider, X509Certificate2> certificate)
    {
        services.AddScoped<IMeasured>(provider => new CertificateMeasure(participant, certificate(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Measuring>();
        services.AddHostedService(provider => provider.GetRequiredService<Measuring>());
        return services;
    }

    /// <summary>Traces and measures a process that is one host.</summary>
    public static IServiceCollection AddMeshTelemetry(this IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry().WithTracing(tracing => tracing.AddMesh());
        if (IsCollected)
        {
            telemetry.WithMetrics(metrics => metrics.AddMesh().AddOtlpExporter());
        }

        return services;
    }

    /// <summary>Calls in and out and the mesh's own spans. Nobody need collect them: they give every call its trace id all the same.</summary>
    public static TracerProviderBuilder AddMesh(this TracerProviderBuilder tracing)
    {
        tracing.AddSource(MeshTelemetry.SourceName)
            .AddAspNetCoreInstrumentation(calls =>
            {
                calls.EnrichWithHttpRequest = ParticipantOfSpan.OfHost;
                calls.Filter = context => !IsProbe(context.Request.Path);
            })
            .AddHttpClientInstrumentation()
            .AddProcessor(new ParticipantOfSpan());
        return IsCollected ? tracing.AddOtlpExporter() : tracing;
    }

    /// <summary>The mesh's own measurements, and those of calls in and out, of Npgsql and of the runtime.</summary>
    public static MeterProviderBuilder AddMesh(this MeterProviderBuilder metrics) => metrics
        .AddMeter(MeshMetrics.MeterName, "Npgsql", "System.Runtime")
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation();

    // Every host is asked every few seconds how it is: traced, that would push out what is looked for.
    private static bool IsProbe(PathString path) => path.StartsWithSegments(ReadinessRegistration.Path) || path.StartsWithSegments("/grpc.health.v1.Health");
}
