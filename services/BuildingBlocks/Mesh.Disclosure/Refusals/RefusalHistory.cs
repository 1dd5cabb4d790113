using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What the revisions of a refusal come to.</summary>
public static class RefusalHistory
{
    /// <summary>The state of each refusal among these revisions.</summary>
    public static IReadOnlyList<RefusalState> States(IEnumerable<RefusalRevision> revisions) =>
        [.. revisions.GroupBy(revision => revision.RefusalId).Select(StateOf)];

    /// <summary>The state of one refusal.</summary>
    /// <exception cref="InvalidOperationException">There is no revision, or one that this program cannot read.</exception>
    public static RefusalState StateOf(IEnumerable<RefusalRevision> history)
    {
        var revisions = history.ToList();
        var latest = revisions.MaxBy(revision => revision.Revision)
            ?? throw new InvalidOperationException("A refusal has at least one revision.");
        return new RefusalState(
            latest.RefusalId,
            latest.Revision,
            RecipientOf(latest),
            WireNames.Read<Purpose>(latest.Purposes),
            WireNames.Read<DataCategory>(latest.Categories),
            latest.BarsFrom,
            revisions.Any(revision => revision.Act == RefusalAct.Lifted));
    }

    // Loud, not wide or narrow: a scope that cannot be read must be neither guessed nor passed over.
    private static Participation? RecipientOf(RefusalRevision revision) => revision.Recipient.Length == 0 ? null
        : Participation.TryParse(revision.Recipient, out var recipient) ? recipient
        : throw new InvalidOperationException("A stored refusal names no participation.");
}
