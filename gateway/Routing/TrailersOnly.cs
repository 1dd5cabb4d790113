using System.Globalization;
using Grpc.Core;

namespace Mesh.Gateway.Routing;

/// <summary>A gRPC refusal by the gateway itself, in the trailers-only form of the gRPC protocol over HTTP/2.</summary>
internal static class TrailersOnly
{
    public static void Write(HttpContext context, RpcException refusal)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(refusal.Status.Detail);
        foreach (var detail in refusal.Trailers.Where(entry => entry.IsBinary))
        {
            response.Headers[detail.Key] = Convert.ToBase64String(detail.ValueBytes);
        }
    }
}
