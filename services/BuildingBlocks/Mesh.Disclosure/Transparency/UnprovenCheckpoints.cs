using System.Collections.Concurrent;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// Of each ledger the first checkpoint that its key signed and whose growth from the one seen it did not prove when it was asked to. What it
/// shows later has to have grown from this one, too: who shows a second history cannot take it back by not answering. In memory: a replica
/// that begins knows of none.
/// </summary>
internal sealed class UnprovenCheckpoints
{
    private readonly ConcurrentDictionary<Participation, SignedNote> _first = new();

    /// <summary>The one that is kept; null when all that was shown has been proven.</summary>
    public SignedNote? Find(Participation ledger) => _first.GetValueOrDefault(ledger);

    /// <summary>Keeps one, if none is kept yet; gives the one that is.</summary>
    public SignedNote Keep(Participation ledger, SignedNote note) => _first.GetOrAdd(ledger, note);

    /// <summary>What is shown now has grown from it.</summary>
    public void Forget(Participation ledger) => _first.TryRemove(ledger, out _);
}
