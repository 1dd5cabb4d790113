using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Mesh.Hosting;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Yarp.ReverseProxy.Forwarder;

namespace Mesh.Gateway.Routing;

/// <summary>
/// Carries people's calls to a participation under the gateway's own certificate: gRPC and gRPC-web to the one that metadata
/// <c>mesh-participant</c> names, REST to the one in the path. The token is validated here and, going along, once more there.
/// </summary>
public sealed class ParticipantRoutes(IHttpForwarder forwarder, DirectoryFile directory, MeshHandlers handlers, AccessTokens tokens, CallerLimits limits)
    : IDisposable
{
    /// <summary>Metadata that names the participation, as <c>&lt;business id&gt;/&lt;ROLE&gt;</c>.</summary>
    public const string ParticipantHeader = "mesh-participant";

    /// <summary>REST paths: the participation stands before the participation's own path.</summary>
    public const string RestPattern = "/o/{organisation}/{role}/{**path}";

    private const string Bearer = "Bearer ";
    private const string Calls = "/v1";
    private const int MostAttempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly ForwarderRequestConfig Http2 = new()
    {
        Version = System.Net.HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        // Above the longest deadline the gateway sets, so that the deadline speaks first.
        ActivityTimeout = TimeSpan.FromSeconds(30),
    };

    // By version of the directory: a server denied since is not called over a connection made before.
    private readonly ConcurrentDictionary<(Participation, long), HttpMessageInvoker> _invokers = new();

    /// <summary>Carries a gRPC or gRPC-web call.</summary>
    public Task ForwardAsync(HttpContext context)
    {
        if (!CallKind.IsGrpc(context.Request))
        {
            return Problem.WriteUnknownPathAsync(context);
        }

        return ForwardAsync(context, context.Request.Headers[ParticipantHeader], context.Request.Path);
    }

    /// <summary>Carries a REST call.</summary>
    public Task ForwardRestAsync(HttpContext context, string organisation, string role, string? path)
    {
        var at = new PathString("/" + path);
        return at.StartsWithSegments(Calls, StringComparison.Ordinal) || IsDocument(at)
            ? ForwardAsync(context, $"{organisation}/{role}", at)
            : Problem.WriteUnknownPathAsync(context);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }

    private async Task ForwardAsync(HttpContext context, string? named, PathString path)
    {
        Activity.Current?.SetTag(MeshTelemetry.ParticipantTag, FrontDoor.Gateway.Name);
        try
        {
            var current = directory.Current;
            if (!Participation.TryParse(named, out var participation) || current.Find(participation) is not { } entry)
            {
                throw Refusals.ParticipantUnknown.Raise();
            }

            // What a participation serves is no secret and is asked by whoever has no token yet.
            if (!IsDocument(path))
            {
                await AdmitAsync(context, participation);
            }

            var invoker = _invokers.GetOrAdd(
                (participation, current.Version),
                _ => new HttpMessageInvoker(handlers.For(participation.Urn, () => directory.Current.Find(participation))));
            var error = await CarryAsync(context, entry.Endpoint, invoker, path);
            if (error != ForwarderError.None && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                throw (IsTooLarge(context) ? Refusals.RequestTooLarge : Refusals.ParticipantUnreachable).Raise();
            }
        }
        catch (RpcException refusal)
        {
            await Refusal.WriteAsync(context, refusal);
        }
    }

    // A service that is restarted, or one of its replicas that dies, breaks off what has just come in. Carried once more it reaches another.
    private async Task<ForwarderError> CarryAsync(HttpContext context, Uri endpoint, HttpMessageInvoker invoker, PathString path)
    {
        // All of it in memory: a request's file on this machine would be client data at rest.
        context.Request.EnableBuffering(GatewayApplication.LargestRequest);
        for (var attempt = 1; ; attempt++)
        {
            var error = await forwarder.SendAsync(context, endpoint.ToString(), invoker, Http2, new PersonsCall(path));
            var isBrokenOff = error is ForwarderError.Request or ForwarderError.RequestBodyDestination;
            if (!isBrokenOff || attempt == MostAttempts || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || IsTooLarge(context)
                || !(IsDocument(path) || Repeats.AreHarmless(context.Request.Method, path)))
            {
                return error;
            }

            await Task.Delay(Pause * attempt, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Request.Body.Position = 0;
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Features.Set<IForwarderErrorFeature>(null);
        }
    }

    private static bool IsDocument(PathString path) => path == OpenApiEndpoint.Path || path == OpenApiEndpoint.PathOf30;

    // The server stops reading at the limit, while the request is being carried.
    private static bool IsTooLarge(HttpContext context)
    {
        for (var fault = context.GetForwarderErrorFeature()?.Exception; fault is not null; fault = fault.InnerException)
        {
            if (fault is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            {
                return true;
            }
        }

        return false;
    }

    private async Task AdmitAsync(HttpContext context, Participation participation)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : null;
        var person = token is null ? null : await tokens.ReadAsync(token, participation.Urn, context.RequestAborted);
        limits.CountPerson((person ?? throw Refusals.Unauthenticated.Raise()).Subject);
    }
}
