using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Mesh.Hosting.Health;

/// <summary>
/// The beginning of a stop: from now on the host is not ready, and for the time a balancer needs to notice it still answers everything.
/// Only then does the rest stop.
/// </summary>
internal sealed class Drain(TimeSpan length, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool _hasBegun;

    /// <summary>Whether the host is about to stop.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>
    /// With each answer of a host about to stop its connection is given up in good order, by <c>Connection: close</c> or GOAWAY: callers come
    /// by another one, which a balancer leads elsewhere. A connection kept to the end could be closed on a request that is on its way.
    /// </summary>
    public Task GiveUpConnectionAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (_hasBegun)
            {
                context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Called before anything is stopped, Kestrel and background work among it.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        await Task.Delay(length, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
