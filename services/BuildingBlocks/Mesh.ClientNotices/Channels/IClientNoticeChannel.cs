namespace Mesh.ClientNotices;

/// <summary>The client notice port (F33): a way by which messages reach clients. Chosen by configuration, made anew for each message.</summary>
public interface IClientNoticeChannel
{
    /// <summary>Its name in the proof, UPPER_SNAKE_CASE.</summary>
    string Name { get; }

    /// <summary>
    /// Delivers a message. May be asked for the same message again, after a crash: what it does must be harmless the second time. What
    /// it throws counts as <see cref="ChannelAnswer.TryLater"/>.
    /// </summary>
    Task<ChannelAnswer> DeliverAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>A channel that says later what became of messages. Read now and then, from where the last reading ended.</summary>
public interface IReceiptSource
{
    /// <summary>The channel's name.</summary>
    string Name { get; }

    /// <summary>The receipts after a token; null begins with the oldest that the channel still has.</summary>
    Task<ReceiptPage> ReadAsync(string? token, CancellationToken cancellation);
}

/// <summary>A message to deliver.</summary>
/// <param name="NoticeId">The message: the same at every attempt.</param>
/// <param name="SubjectId">To whom, as the holder's subjects are numbered. Only a channel that must asks for the identity code.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">Text.</param>
public sealed record OutgoingMessage(Guid NoticeId, Guid SubjectId, TextInLanguages Title, TextInLanguages Text);

/// <summary>What a channel made of a message.</summary>
public abstract record ChannelAnswer
{
    private ChannelAnswer()
    {
    }

    /// <summary>It is in the client's mailbox.</summary>
    /// <param name="ChannelReference">The channel's id of it; null when it gives none.</param>
    public sealed record Delivered(string? ChannelReference = null) : ChannelAnswer;

    /// <summary>Not now; another attempt may succeed.</summary>
    /// <param name="Code">Why, UPPER_SNAKE_CASE.</param>
    public sealed record TryLater(string Code) : ChannelAnswer;

    /// <summary>Not ever: a letter is to be posted.</summary>
    /// <param name="Code">Why, UPPER_SNAKE_CASE.</param>
    public sealed record Undeliverable(string Code) : ChannelAnswer;
}

/// <summary>Some receipts, and where to go on.</summary>
/// <param name="Read">Messages that were read, by the channel's id, with the channel's own instant.</param>
/// <param name="Token">Where to go on; null when there is nothing further to remember.</param>
/// <param name="IsLast">Whether there is nothing more now.</param>
public sealed record ReceiptPage(IReadOnlyList<(string ChannelReference, DateTimeOffset ReadAt)> Read, string? Token, bool IsLast);
