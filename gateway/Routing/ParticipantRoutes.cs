using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.Gateway.Routing;

/// <summary>
/// Carries people's native gRPC calls to the participation that metadata <c>mesh-participant</c> names, under the gateway's own
/// certificate. The token goes along and is validated there.
/// </summary>
public sealed class ParticipantRoutes(IHttpForwarder forwarder, DirectoryFile directory, MeshHandlers handlers) : IDisposable
{
    /// <summary>Metadata that names the participation, as <c>&lt;business id&gt;/&lt;ROLE&gt;</c>.</summary>
    public const string ParticipantHeader = "mesh-participant";

    private static readonly ForwarderRequestConfig Http2 = new()
    {
        Version = System.Net.HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        // Above the longest deadline the gateway sets, so that the deadline speaks first.
        ActivityTimeout = TimeSpan.FromSeconds(30),
    };

    // By version of the directory: a server denied since is not called over a connection made before.
    private readonly ConcurrentDictionary<(Participation, long), HttpMessageInvoker> _invokers = new();

    /// <summary>Carries one call.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        Activity.Current?.SetTag(MeshTelemetry.ParticipantTag, FrontDoor.Gateway.Name);
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var current = directory.Current;
        if (!Participation.TryParse(context.Request.Headers[ParticipantHeader], out var participation)
            || current.Find(participation) is not { } entry)
        {
            TrailersOnly.Write(context, Refusals.ParticipantUnknown.Raise());
            return;
        }

        var invoker = _invokers.GetOrAdd(
            (participation, current.Version),
            _ => new HttpMessageInvoker(handlers.For(participation.Urn, () => directory.Current.Find(participation))));
        var error = await forwarder.SendAsync(context, entry.Endpoint.ToString(), invoker, Http2, PersonsCall.Instance);
        if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            TrailersOnly.Write(context, Refusals.ParticipantUnreachable.Raise());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }
}
