using Mesh.Hosting.Calls;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.Gateway.Routing;

/// <summary>What the gateway changes in a person's call: the path, a deadline when there is none, and no flow of the caller's choosing.</summary>
/// <param name="path">Path at the participation.</param>
internal sealed class PersonsCall(PathString path) : HttpTransformer
{
    private const string TimeoutHeader = "grpc-timeout";
    private const string TenSeconds = "10S";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = RequestUtilities.MakeDestinationAddress(destinationPrefix, path, httpContext.Request.QueryString);
        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.Remove(CallGate.FlowHeader);
        if (!proxyRequest.Headers.Contains(TimeoutHeader))
        {
            proxyRequest.Headers.TryAddWithoutValidation(TimeoutHeader, TenSeconds);
        }
    }
}
