using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Rest;

/// <summary>How a host speaks REST beside gRPC.</summary>
public static class RestRegistration
{
    /// <summary>Transcodes the methods that have a google.api.http option, in protobuf's JSON mapping.</summary>
    public static IGrpcServerBuilder AddRest(this IGrpcServerBuilder grpc) => grpc.AddJsonTranscoding(Configure);

    /// <summary>Deadlines, sizes and Problem Details of REST calls.</summary>
    public static WebApplication UseRest(this WebApplication app)
    {
        app.UseMiddleware<RestCalls>();
        return app;
    }

    private static void Configure(GrpcJsonTranscodingOptions options)
    {
        // Without the types of its details a rich error would be answered as an empty 500.
        options.TypeRegistry = Problem.Details;
        options.JsonSettings = new GrpcJsonSettings
        {
            // As numbers they would lose digits in JavaScript; protobuf's mapping writes them as text.
            WriteInt64sAsStrings = true,
            // An answer says what it does not know: absent fields are written with their defaults.
            IgnoreDefaultValues = false,
        };
    }
}
