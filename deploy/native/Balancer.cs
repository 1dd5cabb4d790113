using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mesh.Native;

/// <summary>
/// One address before the replicas of a participation, as an operator's balancer on the transport layer is: connections go to the replicas
/// in turn, past those that take none. TLS ends at the replica.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpListener> _listeners;
    private readonly IReadOnlyList<Uri> _replicas;
    private readonly ConcurrentDictionary<Uri, bool> _out = new();
    private readonly List<Task> _accepting;
    private int _turn;

    private Balancer(Uri address, IReadOnlyList<Uri> replicas)
    {
        _replicas = replicas;
        _listeners = [new TcpListener(IPAddress.Loopback, address.Port), new TcpListener(IPAddress.IPv6Loopback, address.Port)];
        _listeners.ForEach(listener => listener.Start());
        _accepting = [.. _listeners.Select(AcceptAsync)];
    }

    /// <summary>Listens at the address from now on.</summary>
    public static Balancer Start(Uri address, IReadOnlyList<Uri> replicas) => new(address, replicas);

    /// <summary>Gives a replica no more connections; those it has stay.</summary>
    public void TakeOut(Uri replica) => _out[replica] = true;

    /// <summary>Gives it connections again.</summary>
    public void PutIn(Uri replica) => _out.TryRemove(replica, out _);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
        await Task.WhenAll(_accepting);
        _stopping.Dispose();
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
            if (_out.ContainsKey(replica))
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
