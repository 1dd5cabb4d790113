using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Mesh.Hosting;

/// <summary>Serves the host's own OpenAPI document: what it maps, in the words of the contracts. It holds nothing of anybody.</summary>
public static class OpenApiEndpoint
{
    /// <summary>Where the document is, as OpenAPI 3.1.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Where the document is, as OpenAPI 3.0, for exchange layers that cite it.</summary>
    public const string PathOf30 = "/openapi/v1-3.0.json";

    // Contracts of demonstrations only: no organisation promises them.
    private const string DemonstrationOnly = "tyollisyys.mesh.local.";

    /// <summary>Maps the document of a participation.</summary>
    public static void MapOpenApi(this WebApplication app, DirectoryEntry entry)
    {
        var address = $"/o/{entry.Participation}";
        app.MapOpenApi(new ApiTitle(
            $"{entry.Name.En}: {entry.Participation}",
            $"{entry.Name.Fi}. {entry.Name.Sv}.\n\nOne participation of the mesh. People's applications come through the gateway with a token; "
            + "other participations and the participation's own systems come to its own address with a certificate.",
            [(address, "Through the gateway."), ("/", "At the participation's own address.")]));
    }

    /// <summary>Maps the document of a host.</summary>
    public static void MapOpenApi(this WebApplication app, ApiTitle title)
    {
        app.MapGet(Path, Answer(app.Services, OpenApiSpecVersion.OpenApi3_1)).WithMetadata(title);
        app.MapGet(PathOf30, Answer(app.Services, OpenApiSpecVersion.OpenApi3_0));
    }

    /// <summary>The document of a host that has mapped one.</summary>
    public static Task<string> DocumentOfAsync(IServiceProvider services, OpenApiSpecVersion version, CancellationToken cancellation)
    {
        var title = services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ApiTitle>()).OfType<ApiTitle>().First();
        return ApiDocument.WriteAsync(title, ServedBy(services), version, cancellation);
    }

    // Made at the first question, when everything is mapped, and once: anybody may ask.
    private static Func<HttpContext, Task> Answer(IServiceProvider services, OpenApiSpecVersion version)
    {
        var document = new Lazy<Task<string>>(() => DocumentOfAsync(services, version, CancellationToken.None));
        return async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(await document.Value, context.RequestAborted);
        };
    }

    /// <summary>The mesh's methods that a host has mapped, without those of demonstrations only.</summary>
    public static IEnumerable<MethodDescriptor> ServedBy(IServiceProvider services) => services
        .GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .Select(MeshContracts.Find)
        .OfType<MeshMethod>()
        .Where(method => !method.Descriptor.FullName.StartsWith(DemonstrationOnly, StringComparison.Ordinal))
        .Select(method => method.Descriptor);
}
