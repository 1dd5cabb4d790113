using System.Text.Json;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Clocks;
using Mesh.Hosting.Health;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Logging;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting;

/// <summary>Everything a participation's service has in common with the others, in one call.</summary>
public static class MeshService
{
    /// <summary>
    /// A host with mTLS, method access, errors, deadlines, size limits, health, tracing, redacted JSON logs, the flow journal, both
    /// clocks and the participation's own database.
    /// </summary>
    /// <typeparam name="TContext">The service's database context.</typeparam>
    /// <param name="settings">What the service is told.</param>
    /// <param name="parts">Live things from whoever starts it.</param>
    /// <exception cref="MissingPlatformDataException">The machine lacks Finnish culture or Europe/Helsinki.</exception>
    public static WebApplicationBuilder CreateBuilder<TContext>(MeshServiceSettings settings, MeshHostParts parts)
        where TContext : DbContext
    {
        HelsinkiTime.EnsureAvailable();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(TContext).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddMeshLogging(parts, settings.Participation.ToString());
        builder.ListenWithTls(settings.Listen, ClientCertificateMode.RequireCertificate);

        var services = builder.Services;
        services.AddMeshCalls(settings, FrontDoor.Of(settings.Participation), parts);
        services.AddSingleton(new Self(settings.Participation));
        services.AddSingleton(settings.Door);
        services.AddSingleton(parts.Clock ?? new SystemMeshClock(parts.Time));
        services.AddSingleton(provider => AtRestKeys.Open(settings.AtRestKeysPath, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => SigningKeys.Load(settings.SigningKeysPath));
        services.AddSingleton<IParticipationSigner>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<StatementKeys>();
        services.AddSingleton<FieldCipher>();
        services.AddSingleton<BlindIndex>();
        services.AddScoped<FlowJournal>();
        services.AddScoped<PromiseChecks>();
        services.AddScoped<IPromiseCheck, AtRestKeysPromise>();
        services.AddSingleton<MeasuredPromises>();
        services.AddScoped<IMeasured, PromiseMeasure>();
        services.AddMeshStorage<TContext>(settings.Place);
        // First of the hosted services: the others may write as soon as they start.
        services.AddHostedService<SchemaAtStart>();
        services.AddHostedService<AtRestKeyReport>();
        services.AddMeasuring(settings.Participation.ToString(), provider => provider.GetRequiredService<TrustAnchors>().Own);
        services.AddReadiness(settings.Drain).AddCheck<DatabaseReadiness>("database");
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        if (parts.Clock is DemonstrationClock demonstration)
        {
            services.AddSingleton(demonstration);
        }

        if (parts.OwnsTelemetry)
        {
            services.AddMeshTelemetry();
        }

        return builder;
    }

    /// <summary>Redacted JSON lines instead of the framework's own.</summary>
    public static void AddMeshLogging(this WebApplicationBuilder builder, MeshHostParts parts, string participant)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        // By a factory: a provider given as an instance is never disposed of, and would flush a writer closed after the host.
        builder.Services.AddSingleton<ILoggerProvider>(_ => new MeshJsonLoggerProvider(parts.Log, participant, parts.Time, leaveOpen: true));
    }

    /// <summary>Maps what every service serves: journal, health, clock of a demonstration, reflection outside production.</summary>
    public static WebApplication MapMeshService(this WebApplication app)
    {
        app.UseReadiness();
        app.UseRest();
        app.MapGrpcService<JournalGrpcService>();
        app.MapGrpcService<PromiseGrpcService>();
        app.MapGrpcHealthChecksService();
        app.MapGet("/health/promises", Promises);
        if (app.Services.GetService<DemonstrationClock>() is not null)
        {
            app.MapGrpcService<ClockGrpcService>();
        }

        var directory = app.Services.GetRequiredService<DirectoryFile>().Current;
        if (directory.Find(app.Services.GetRequiredService<Self>().Participation) is { } entry)
        {
            app.MapOpenApi(entry);
        }

        if (directory.Environment == MeshEnvironment.Demonstration)
        {
            app.MapGrpcReflectionService();
        }

        return app;
    }

    // Always 200: a degraded promise evicts nobody.
    private static async Task Promises(HttpContext context) => await context.Response.WriteAsJsonAsync(
        await context.RequestServices.GetRequiredService<PromiseChecks>().CheckAsync(context.RequestAborted), JsonSerializerOptions.Web);
}
