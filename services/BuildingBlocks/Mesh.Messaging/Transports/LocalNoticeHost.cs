using Mesh.Hosting.Calls;
using Microsoft.Extensions.Hosting;

namespace Mesh.Messaging;

/// <summary>Receives on the local bus while the host runs.</summary>
internal sealed class LocalNoticeHost(LocalNoticeBus bus, Self self, INoticeReceiver receiver) : IHostedService
{
    private IDisposable? _registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = bus.Register(self.Participation, receiver);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _registration?.Dispose();
        return Task.CompletedTask;
    }
}
