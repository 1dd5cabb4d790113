using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Mesh.Hosting.Health;

namespace Mesh.TestKit;

/// <summary>
/// Leads callers' connections, each to the next, to those of several hosts that said at the last look that they are ready: what a balancer
/// before them does.
/// </summary>
/// <param name="handler">Accepts these hosts and no others; what it looks with.</param>
public sealed class BalancedConnections(SocketsHttpHandler handler) : IDisposable
{
    /// <summary>The one address of all; the balancer alone knows where they are.</summary>
    public static readonly Uri Address = new("https://balanced.invalid/");

    private readonly ConcurrentDictionary<Uri, bool> _hosts = new();
    private readonly HttpClient _looks = new(handler);
    private int _turn;

    /// <summary>Asks a host whether it is ready, and leads connections there, or no more.</summary>
    public async Task<bool> LookAsync(Uri host)
    {
        using var answer = await _looks.GetAsync(new Uri(host, ReadinessRegistration.Path));
        return _hosts[host] = answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Has a handler's connections led so.</summary>
    public SocketsHttpHandler Lead(SocketsHttpHandler led)
    {
        led.ConnectCallback = ConnectAsync;
        return led;
    }

    /// <inheritdoc/>
    public void Dispose() => _looks.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var ready = _hosts.Where(host => host.Value).Select(host => host.Key).OrderBy(host => host.Port).ToList();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, ready[(int)((uint)Interlocked.Increment(ref _turn) % (uint)ready.Count)].Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
