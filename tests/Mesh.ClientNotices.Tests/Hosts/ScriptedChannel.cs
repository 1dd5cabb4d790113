using System.Collections.Concurrent;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>A channel that answers as the test says.</summary>
internal sealed class ScriptedChannel : IClientNoticeChannel
{
    public string Name => "SCRIPTED";

    public ConcurrentQueue<OutgoingMessage> Asked { get; } = new();

    public Func<OutgoingMessage, CancellationToken, Task<ChannelAnswer>> Answer { get; set; } =
        (_, _) => Task.FromResult<ChannelAnswer>(new ChannelAnswer.Delivered("4711"));

    public void Always(ChannelAnswer answer) => Answer = (_, _) => Task.FromResult(answer);

    public Task<ChannelAnswer> DeliverAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        Asked.Enqueue(message);
        return Answer(message, cancellation);
    }
}
