using Grpc.Core;
using Mesh.Hosting.Rest;

namespace Mesh.Gateway.Routing;

/// <summary>A refusal by the gateway itself, in the form of the call: trailers-only for gRPC, Problem Details for REST.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, RpcException refusal)
    {
        if (!CallKind.IsGrpc(context.Request))
        {
            return Problem.WriteAsync(context, refusal);
        }

        TrailersOnly.Write(context, refusal);
        return Task.CompletedTask;
    }
}

/// <summary>How a request speaks.</summary>
internal static class CallKind
{
    public static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
}
