using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>A checkpoint that its log signed.</summary>
public static class SignedCheckpoint
{
    // A checkpoint may be signed on the last day of a key, and shown on the next.
    private static readonly TimeSpan SinceSigning = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The checkpoint of a note that is shown now; null also when its key does not sign at this time, unless another organisation cosigned it
    /// when it did: whoever has a key that was closed signs no new checkpoint with it.
    /// </summary>
    /// <param name="note">The note; null gives null.</param>
    /// <param name="log">Whose log it should be of.</param>
    /// <param name="verifiers">Everybody's keys.</param>
    /// <param name="at">When it is shown.</param>
    public static Checkpoint? TryVerify(SignedNote? note, Participation log, ILedgerVerifiers verifiers, DateTimeOffset at)
    {
        if (TryVerify(note, log, verifiers) is not { } checkpoint)
        {
            return null;
        }

        var days = Witnesses.Of(note!, log, verifiers).Where(cosignature => cosignature.Witness.Organisation != log.Organisation).Select(cosignature => cosignature.At)
            .Concat([at, at - SinceSigning]).Select(HelsinkiTime.DateOf).ToList();
        return verifiers.KeysOf(log).Any(key => key.HasSigned(note!) && days.Exists(key.SignsOn)) ? checkpoint : null;
    }

    /// <summary>The checkpoint of a note; null when it is none, another log's, or not rightly signed by any of the log's keys, whenever they signed.</summary>
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
