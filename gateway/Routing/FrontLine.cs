using Grpc.Core;

namespace Mesh.Gateway.Routing;

/// <summary>What happens to every request before it is known what it asks for.</summary>
internal static class FrontLine
{
    private const string GrpcWebText = "application/grpc-web-text";

    /// <summary>Counts every request of an address.</summary>
    public static void UseAddressLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            context.RequestServices.GetRequiredService<CallerLimits>().CountAddress(context.Connection.RemoteIpAddress);
        }
        catch (RpcException refusal)
        {
            await Refusal.WriteAsync(context, refusal);
            return;
        }

        await next(context);
    });

    /// <summary>
    /// Speaks gRPC-web with browsers and gRPC with everybody behind. The library decodes the text form for gRPC's own reader only; what
    /// is carried on reads the stream, and its length is no longer what the browser said.
    /// </summary>
    public static void UseGrpcWebAtTheDoor(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            context.Items[GrpcWebText] = context.Request.ContentType?.StartsWith(GrpcWebText, StringComparison.OrdinalIgnoreCase) == true;
            await next(context);
        });
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.Use(async (context, next) =>
        {
            if (context.Items[GrpcWebText] is true)
            {
                context.Request.Body = context.Request.BodyReader.AsStream();
                context.Request.ContentLength = null;
            }

            await next(context);
        });
    }
}
