namespace Mesh.Disclosure;

/// <summary>What became of recording or ending a contact ban.</summary>
public abstract record ContactBanOutcome
{
    private ContactBanOutcome()
    {
    }

    /// <summary>The fact, to be stored.</summary>
    public sealed record Known(ContactBanFact Fact) : ContactBanOutcome;

    /// <summary>There is no such ban that stands.</summary>
    public sealed record NoneSuch : ContactBanOutcome;

    /// <summary>Another ban stands for some of the same days.</summary>
    public sealed record Overlaps : ContactBanOutcome;

    /// <summary>It would end before it begins.</summary>
    public sealed record EndsBeforeStart : ContactBanOutcome;
}

/// <summary>Recording and ending, as pure decisions over everything that was ever known of the subject's bans.</summary>
public static class ContactBanDecisions
{
    /// <summary>The facts whose place no other has taken.</summary>
    public static IReadOnlyList<ContactBanFact> Standing(IReadOnlyCollection<ContactBanFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var superseded = facts.Where(fact => fact.Supersedes is not null).Select(fact => fact.Supersedes!.Value).ToHashSet();
        return [.. facts.Where(fact => !superseded.Contains(fact.FactId))];
    }

    /// <summary>The ban on a day, as it is known now; null when none is in force.</summary>
    public static ContactBan? InForce(IReadOnlyCollection<ContactBanFact> facts, DateOnly on) => Standing(facts)
        .Where(fact => fact.Covers(on))
        .OrderBy(fact => fact.ValidFrom)
        .Select(fact => new ContactBan(fact.ValidFrom))
        .FirstOrDefault();

    /// <summary>Records a ban, or a correction of the one that it supersedes.</summary>
    public static ContactBanOutcome Record(IReadOnlyCollection<ContactBanFact> facts, ContactBanFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var standing = Standing(facts);
        if (fact.Supersedes is { } corrected && standing.All(known => known.FactId != corrected))
        {
            return new ContactBanOutcome.NoneSuch();
        }

        return standing.Any(known => known.FactId != fact.Supersedes && Overlap(known, fact))
            ? new ContactBanOutcome.Overlaps()
            : new ContactBanOutcome.Known(fact);
    }

    /// <summary>Ends a ban that stands..</summary>
    /// <param name="facts">Everything known.</param>
    /// <param name="banId">The ban.</param>
    /// <param name="ended">Makes the fact that takes its place.</param>
    public static ContactBanOutcome End(
        IReadOnlyCollection<ContactBanFact> facts, Guid banId, Func<ContactBanFact, ContactBanFact> ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        if (Standing(facts).SingleOrDefault(known => known.FactId == banId) is not { } ban)
        {
            return new ContactBanOutcome.NoneSuch();
        }

        var fact = ended(ban);
        return fact.ValidTo < fact.ValidFrom ? new ContactBanOutcome.EndsBeforeStart() : Record(facts, fact);
    }

    private static bool Overlap(ContactBanFact one, ContactBanFact other) =>
        one.ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue) && other.ValidFrom <= (one.ValidTo ?? DateOnly.MaxValue);
}
