using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>A checkpoint that its log signed.</summary>
public static class SignedCheckpoint
{
    /// <summary>The checkpoint of a note; null when it is none, another log's, or not rightly signed by any of the log's keys.</summary>
    /// <param name="note">The note; null gives null.</param>
    /// <param name="log">Whose log it should be of.</param>
    /// <param name="verifiers">Everybody's keys.</param>
    public static Checkpoint? TryVerify(SignedNote? note, Participation log, ILedgerVerifiers verifiers)
    {
        ArgumentNullException.ThrowIfNull(verifiers);
        return note is not null
            && Checkpoint.TryRead(note.Text) is { } checkpoint
            && checkpoint.Origin == log.Urn
            && verifiers.KeysOf(log).Any(key => key.HasSigned(note))
                ? checkpoint
                : null;
    }
}
