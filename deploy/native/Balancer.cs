using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mesh.Native;

/// <summary>
/// One address before the replicas of a host, as an operator's balancer on the transport layer is: connections go to the replicas in turn,
/// past those that take none or said, when asked twice a second, that they are not ready. TLS ends at the replica.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpListener> _listeners;
    private readonly IReadOnlyList<Uri> _replicas;
    private readonly ConcurrentDictionary<Uri, bool> _out = new();
    private readonly List<Task> _working;
    private int _turn;

    private Balancer(Uri address, IReadOnlyList<Uri> replicas, Func<Uri, CancellationToken, Task<bool?>> isReady)
    {
        _replicas = replicas;
        _listeners = [new TcpListener(IPAddress.Loopback, address.Port), new TcpListener(IPAddress.IPv6Loopback, address.Port)];
        _listeners.ForEach(listener => listener.Start());
        _working = [.. _listeners.Select(AcceptAsync), .. replicas.Select(replica => WatchAsync(replica, isReady))];
    }

    /// <summary>Listens at the address from now on.</summary>
    /// <param name="address">Where.</param>
    /// <param name="replicas">Where the replicas are.</param>
    /// <param name="isReady">Whether one says that it is ready; null when it does not answer, as connecting to it will show.</param>
    public static Balancer Start(Uri address, IReadOnlyList<Uri> replicas, Func<Uri, CancellationToken, Task<bool?>> isReady) => new(address, replicas, isReady);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
        await Task.WhenAll(_working);
        _stopping.Dispose();
    }

    private async Task WatchAsync(Uri replica, Func<Uri, CancellationToken, Task<bool?>> isReady)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                // Those that it has keep their connections.
                _out[replica] = await isReady(replica, _stopping.Token) == false;
            }
        }
        catch (OperationCanceledException)
        {
            // The balancer ends.
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(_stopping.Token));
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The caller gave up before it was accepted.
            }
        }
    }

    private async Task CarryAsync(TcpClient caller)
    {
        using (caller)
        using (var replica = await ConnectAsync())
        {
            if (replica is null)
            {
                return;
            }

            caller.NoDelay = replica.NoDelay = true;
            try
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                await Task.WhenAll(
                    OneWayAsync(caller, replica, ended),
                    OneWayAsync(replica, caller, ended));
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // One side is gone; so is the connection.
            }
        }
    }

    // What one side sent before it closed still reaches the other, a server's last word among it.
    private static async Task OneWayAsync(TcpClient from, TcpClient to, CancellationTokenSource ended)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), ended.Token);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        // Each once, whoever else takes turns meanwhile.
        var turn = (uint)Interlocked.Increment(ref _turn);
        for (var next = 0u; next < _replicas.Count; next++)
        {
            var replica = _replicas[(int)((turn + next) % (uint)_replicas.Count)];
            if (_out.GetValueOrDefault(replica))
            {
                continue;
            }

            var connection = new TcpClient(AddressFamily.InterNetwork);
            try
            {
                await connection.ConnectAsync(IPAddress.Loopback, replica.Port, _stopping.Token);
                return connection;
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                connection.Dispose();
            }
        }

        return null;
    }
}
