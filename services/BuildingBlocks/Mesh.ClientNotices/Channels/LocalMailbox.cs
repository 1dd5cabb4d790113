namespace Mesh.ClientNotices;

/// <summary>
/// The sender's own mailbox, which MyMessagesService shows: a message is in it as soon as it is written, so delivery cannot fail.
/// </summary>
internal sealed class LocalMailbox : IClientNoticeChannel
{
    /// <summary>The name in the proof.</summary>
    public const string ChannelName = "LOCAL_MAILBOX";

    public string Name => ChannelName;

    public Task<ChannelAnswer> DeliverAsync(OutgoingMessage message, CancellationToken cancellation) =>
        Task.FromResult<ChannelAnswer>(new ChannelAnswer.Delivered());
}
