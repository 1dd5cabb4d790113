using Mesh.Hosting.Journal;

namespace Mesh.Disclosure;

/// <summary>Everything that one attempt leaves in the database, decided and made; whoever writes it adds nothing of his own.</summary>
/// <param name="Entry">Its entry in the ledger, with where the gate stood when it was decided.</param>
/// <param name="Answered">The requester's statement, and the receipt.</param>
/// <param name="Journal">The step of the flow.</param>
/// <param name="Waiting">What waits for a professional; null when nothing does.</param>
/// <param name="ReferenceIndex">Under which a sighting is kept, should the subject be one.</param>
/// <param name="SeenAt">When, in the mesh's time.</param>
internal sealed record AttemptRows(
    LedgerEntry Entry, AnsweredRequest Answered, JournalRow Journal, WaitingRequestRow? Waiting, byte[] ReferenceIndex, DateTimeOffset SeenAt);

/// <summary>What became of an attempt's rows.</summary>
internal enum AttemptFate
{
    /// <summary>They are committed; the answer may leave.</summary>
    Written = 1,

    /// <summary>The gate stands elsewhere than where it was decided: nothing is written, and it is decided anew.</summary>
    GateMoved,

    /// <summary>A request was answered under this statement's id already: nothing is written.</summary>
    Replayed,
}
