using Grpc.Core;

namespace Mesh.Gateway.Routing;

/// <summary>What happens to every request before it is known what it asks for.</summary>
internal static class FrontLine
{
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

    /// <summary>Speaks gRPC-web with browsers, in both its forms, and gRPC with everybody behind.</summary>
    public static void UseGrpcWebAtTheDoor(this WebApplication app)
    {
        app.Use(GrpcWebText.ServeAsync);
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
    }
}
