using Mesh.Identity;

namespace Mesh.Messaging.Tests.Hosts;

/// <summary>A transport that can be cut before and after the peer has the notice.</summary>
internal sealed class ScriptedTransport(INoticeTransport inner) : INoticeTransport
{
    private int _sent;

    /// <summary>How many reached their peer through this one.</summary>
    public int Sent => _sent;

    public int AtOnce { get; set; } = inner.AtOnce;

    /// <summary>Waits before a notice goes to the peer, or throws to keep it from there.</summary>
    public Func<NoticeEnvelope, CancellationToken, Task> Sending { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Throws to keep a notice from reaching the peer.</summary>
    public Action<Participation> Before { get; set; } = _ => { };

    /// <summary>Throws as if the process died between the peer's commit and the marking.</summary>
    public Action<Participation> After { get; set; } = _ => { };

    public async Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation)
    {
        Before(recipient);
        await Sending(envelope, cancellation);
        await inner.SendAsync(envelope, recipient, cancellation);
        Interlocked.Increment(ref _sent);
        After(recipient);
    }
}
