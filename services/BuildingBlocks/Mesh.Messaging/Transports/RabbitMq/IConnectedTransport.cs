using Mesh.Hosting.Health;
using Microsoft.Extensions.Hosting;

namespace Mesh.Messaging;

/// <summary>A transport with a connection that lives as long as the host.</summary>
internal interface IConnectedTransport : INoticeTransport
{
    /// <summary>Whether notices can leave and come now.</summary>
    bool IsConnected { get; }

    /// <summary>Keeps the connection until told to stop. A broker that is down is no reason to return or to throw.</summary>
    Task RunAsync(CancellationToken stopping);
}

/// <summary>Runs the transport while the host runs, if it has anything to run. The host is up at once: it does not wait for a broker.</summary>
internal sealed class ConnectedTransportHost(INoticeTransport transport) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport is IConnectedTransport connected ? connected.RunAsync(stoppingToken) : Task.CompletedTask;
}

/// <summary>That the host is connected to the bus. Without it notices wait in the outbox, and the host serves calls all the same.</summary>
internal sealed class BusConnectedPromise(INoticeTransport transport) : IPromiseCheck
{
    public Task<Promise> CheckAsync(CancellationToken cancellation) => Task.FromResult(transport switch
    {
        IConnectedTransport { IsConnected: false } => new Promise("notice-bus", false, "not connected"),
        IConnectedTransport => new Promise("notice-bus", true, "connected"),
        _ => new Promise("notice-bus", true, "in process"),
    });
}
