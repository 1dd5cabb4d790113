using System.Collections.Concurrent;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// Joins the participations of one process: hands an outbox row to the peer's receiver and returns after the handlers' commit.
/// It holds no notice itself, so killing the process loses none. One per process.
/// </summary>
public sealed class LocalNoticeBus
{
    private readonly ConcurrentDictionary<Participation, INoticeReceiver> _receivers = new();

    /// <summary>Takes notices for a participation until the registration is disposed of.</summary>
    /// <exception cref="InvalidOperationException">The participation has a receiver already.</exception>
    public IDisposable Register(Participation participation, INoticeReceiver receiver) =>
        _receivers.TryAdd(participation, receiver)
            ? new Registration(this, participation, receiver)
            : throw new InvalidOperationException($"{participation} already receives on this bus.");

    /// <summary>The transport of one participation. What it sends is authenticated as coming from that participation.</summary>
    public INoticeTransport TransportOf(Participation sender) => new Transport(this, sender);

    private sealed class Transport(LocalNoticeBus bus, Participation sender) : INoticeTransport
    {
        public Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation)
        {
            if (!bus._receivers.TryGetValue(recipient, out var receiver))
            {
                throw new TransientNoticeException("NOT_STARTED");
            }

            // As bytes, like on a bus between machines: the receiver sees what a reader of the wire would see.
            return receiver.ReceiveAsync(NoticeEnvelope.Parse(envelope.ToJson()).Value, sender, cancellation);
        }
    }

    private sealed class Registration(LocalNoticeBus bus, Participation participation, INoticeReceiver receiver) : IDisposable
    {
        public void Dispose() =>
            bus._receivers.TryRemove(new KeyValuePair<Participation, INoticeReceiver>(participation, receiver));
    }
}
