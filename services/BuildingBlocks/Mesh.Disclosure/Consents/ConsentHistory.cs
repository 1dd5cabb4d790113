using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What the revisions of a consent come to.</summary>
public static class ConsentHistory
{
    /// <summary>The state of each consent among these revisions.</summary>
    public static IReadOnlyList<ConsentState> States(IEnumerable<ConsentRevision> revisions) =>
        [.. revisions.GroupBy(revision => revision.ConsentId).Select(StateOf)];

    /// <summary>The state of one consent.</summary>
    /// <exception cref="InvalidOperationException">There is no revision, or one that this program cannot read.</exception>
    public static ConsentState StateOf(IEnumerable<ConsentRevision> history)
    {
        var revisions = history.ToList();
        var latest = revisions.MaxBy(revision => revision.Revision)
            ?? throw new InvalidOperationException("A consent has at least one revision.");

        // Loud, not skipped: a consent that cannot be read must not leave its withdrawal unread either.
        return ConsentRecipient.TryParse(latest.Recipient, out var recipient)
            ? new ConsentState(
                latest.ConsentId,
                latest.Revision,
                recipient,
                latest.Purpose,
                WireNames.Read<DataCategory>(latest.Categories),
                ConsentValidity.OfDays(latest.ValidFrom, latest.ValidThrough),
                revisions.Any(revision => revision.Act == ConsentAct.Withdrawn))
            : throw new InvalidOperationException("A stored consent names no recipient.");
    }
}
