using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>Writes what a client takes back of a consent, wholly or in part, and lets those hear of it who listen; in the running transaction.</summary>
internal sealed class ConsentEndings(ClientActs acts, IEnumerable<IConsentListener> listeners)
{
    /// <summary>Withdraws.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS: no consent of the subject's. CONSENT_NOT_OPEN: nothing to withdraw any more.</exception>
    public async Task<ConsentRevision> WithdrawAsync(
        Guid subjectId, List<ConsentRevision> history, Giving? giving, string actedAs, CancellationToken cancellation)
    {
        var withdrawn = ConsentDecisions.Withdraw(subjectId, history, giving, acts.Actor(actedAs)) switch
        {
            WithdrawalOutcome.Withdrawn outcome => outcome.Revision,
            WithdrawalOutcome.NotOpen => throw DisclosureRefusals.ConsentNotOpen.Raise(),
            _ => throw Refusals.NoBasis.Raise(),
        };
        await acts.WriteAsync("F26 ConsentWithdrawn", history, withdrawn, cancellation);
        foreach (var listener in listeners)
        {
            await listener.OnWithdrawnAsync(withdrawn, cancellation);
        }

        return withdrawn;
    }

    /// <summary>Narrows.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS, CONSENT_NOT_OPEN, or what would be no narrowing.</exception>
    public async Task<ConsentRevision> NarrowAsync(
        Guid subjectId, List<ConsentRevision> history, ConsentRemainder remains, Giving? giving, string actedAs, CancellationToken cancellation)
    {
        var narrowed = ConsentDecisions.Narrow(subjectId, history, remains, giving, acts.Actor(actedAs)).OrRefuse();
        await acts.WriteAsync("F26 ConsentNarrowed", history, narrowed, cancellation);
        foreach (var listener in listeners)
        {
            await listener.OnNarrowedAsync(history.MaxBy(revision => revision.Revision)!, narrowed, cancellation);
        }

        return narrowed;
    }
}
