namespace Mesh.Messaging;

/// <summary>A notice cannot be taken now, but can be later: the sender keeps it.</summary>
/// <param name="code">Why, as a code such as <c>UNAVAILABLE</c>; it is kept in the sender's outbox.</param>
/// <param name="inner">What happened.</param>
public sealed class TransientNoticeException(string code, Exception? inner = null)
    : Exception($"The notice could not be taken now: {code}.", inner)
{
    /// <summary>Why, as a code.</summary>
    public string Code { get; } = code;
}
