using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The holder's register of contact bans.</summary>
internal sealed class ContactBanStore(DbContext database)
{
    /// <summary>The subject's ban on a day, as it is known now; null when none is in force.</summary>
    public async Task<ContactBan?> InForceAsync(Guid subjectId, DateOnly on, CancellationToken cancellation) =>
        Standing(await FactsOfAsync(subjectId, cancellation))
            .Where(fact => fact.Covers(on))
            .OrderBy(fact => fact.ValidFrom)
            .Select(fact => new ContactBan(fact.ValidFrom))
            .FirstOrDefault();

    /// <summary>The facts whose place no other has taken.</summary>
    public static IReadOnlyList<ContactBanFact> Standing(IReadOnlyCollection<ContactBanFact> facts)
    {
        var superseded = facts.Where(fact => fact.Supersedes is not null).Select(fact => fact.Supersedes!.Value).ToHashSet();
        return [.. facts.Where(fact => !superseded.Contains(fact.FactId))];
    }

    /// <summary>Everything that was ever known of the subject's bans, in no order.</summary>
    public Task<List<ContactBanFact>> FactsOfAsync(Guid subjectId, CancellationToken cancellation) =>
        database.Set<ContactBanFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation);

    /// <summary>Adds a fact; saved with the running transaction. A fact has one successor at most, which the key sees to.</summary>
    public void Add(ContactBanFact fact) => database.Add(fact);
}
