using Grpc.AspNetCore.Server;
using Mesh.Gateway.Flows;
using Mesh.Gateway.MyData;
using Mesh.Gateway.Routing;
using Mesh.Hosting;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Health;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Mesh.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mesh.Gateway;

/// <summary>The front door for people's applications. It holds no rules and no client data, and has no rights of a participation.</summary>
public static class GatewayApplication
{
    internal const int LargestRequest = 1024 * 1024;
    private const int MostHeaders = 64;

    private static readonly string[] AskedByApplications =
        ["authorization", "content-type", ParticipantRoutes.ParticipantHeader, "grpc-timeout", "x-grpc-web", "x-user-agent"];

    private static readonly string[] ReadByApplications = ["grpc-status", "grpc-message", "grpc-status-details-bin", "retry-after", "www-authenticate"];

    /// <summary>Builds the host; it is not started.</summary>
    public static WebApplication Build(MeshHostSettings settings, MeshHostParts parts, GatewaySettings? own = null)
    {
        own ??= new GatewaySettings();
        HelsinkiTime.EnsureAvailable();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(GatewayApplication).Assembly.GetName().Name });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddMeshLogging(parts, "gateway");
        // People's applications have a token, not a certificate.
        builder.ListenWithTls(settings.Listen, ClientCertificateMode.NoCertificate);
        builder.Services.AddMeshCalls(settings, FrontDoor.Gateway, parts);
        // Otherwise gRPC answers UNIMPLEMENTED for every service but its own before the route to the participations is reached.
        builder.Services.Configure<GrpcServiceOptions>(grpc =>
        {
            grpc.IgnoreUnknownServices = true;
            grpc.Interceptors.Add<PersonLimit>();
        });
        builder.Services.AddHttpForwarder();
        builder.Services.AddReadiness(settings.Drain);
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddSingleton(own);
        builder.Services.AddSingleton<CallerLimits>();
        builder.Services.AddSingleton<ParticipantRoutes>();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. own.AllowedOrigins])
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders(AskedByApplications)
            .WithExposedHeaders(ReadByApplications)));
        builder.Services.AddSingleton(provider => new ExchangedTokens(settings.Issuer, provider.GetRequiredService<MeshHandlers>()));
        builder.Services.AddMyData();
        builder.Services.AddMeasuring(FrontDoor.Gateway.Name, provider => provider.GetRequiredService<TrustAnchors>().Own);
        if (parts.OwnsTelemetry)
        {
            builder.Services.AddMeshTelemetry();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        });
        var app = builder.Build();
        app.UseAnswerHeaders();
        app.UseReadiness();
        app.UseCors();
        app.UseGrpcWebAtTheDoor();
        app.UseAddressLimit();
        app.UseRest();
        app.MapGrpcHealthChecksService();
        app.MapGrpcService<FlowGrpcService>();
        app.MapGrpcService<MyDataGrpcService>();
        app.MapGrpcService<MyChoicesGrpcService>();
        app.MapGrpcService<MyExportGrpcService>();
        app.MapOpenApi(new ApiTitle(
            "Gateway of the mesh",
            "What the gateway composes itself: flows for operators, and a client's own views. Everything else it carries to the participation "
            + "that the address names: `/o/<business id>/<ROLE>/v1/…`, described by that participation's own document.",
            [("/", "The gateway.")]));
        app.MapDocuments();
        app.Map(ParticipantRoutes.RestPattern, (HttpContext context, ParticipantRoutes routes, string organisation, string role, string? path) =>
            routes.ForwardRestAsync(context, organisation, role, path));
        app.MapFallback((HttpContext context, ParticipantRoutes routes) => routes.ForwardAsync(context));
        return app;
    }
}
