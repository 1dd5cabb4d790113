namespace Mesh.Kela.Storage;

/// <summary>A fact of the register: appended, never changed. A correction is a further fact that names the one it takes the place of.</summary>
public interface IRegisterFact
{
    /// <summary>The fact.</summary>
    Guid FactId { get; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    DateTimeOffset KnownFrom { get; }

    /// <summary>The fact whose place it takes; null when it is the first.</summary>
    Guid? Supersedes { get; }
}

/// <summary>Reading append-only facts (GEN-KNOW-1).</summary>
public static class RegisterFacts
{
    /// <summary>
    /// The facts that stood at a moment: known by then, and not superseded by one known by then. Says nothing of order: facts may
    /// come in any.
    /// </summary>
    public static IReadOnlyList<TFact> Standing<TFact>(this IReadOnlyCollection<TFact> facts, DateTimeOffset knownAt)
        where TFact : IRegisterFact
    {
        var known = facts.Where(fact => fact.KnownFrom <= knownAt).ToList();
        var superseded = known.Where(fact => fact.Supersedes is not null).Select(fact => fact.Supersedes!.Value).ToHashSet();
        return [.. known.Where(fact => !superseded.Contains(fact.FactId))];
    }
}
