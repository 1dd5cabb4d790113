namespace Mesh.Messaging;

/// <summary>A notice cannot be taken now, but can be later: the sender keeps it.</summary>
/// <param name="code">
/// Why, as a code such as <c>UNAVAILABLE</c>. It is kept in the sender's outbox, which is another organisation's database: what is
/// no code becomes <see cref="Unspecified"/>.
/// </param>
/// <param name="inner">What happened.</param>
public sealed class TransientNoticeException(string code, Exception? inner = null)
    : Exception("The notice could not be taken now.", inner)
{
    /// <summary>The code when none was given.</summary>
    public const string Unspecified = "TRANSIENT";

    /// <summary>Why, as a code.</summary>
    public string Code { get; } = NoticeContent.IsCode(code) ? code : Unspecified;
}
