using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>The holder's register of contact bans.</summary>
internal sealed class ContactBanStore(DbContext database)
{
    /// <summary>Everything that was ever known of the subject's bans, in no order.</summary>
    public Task<List<ContactBanFact>> FactsOfAsync(Guid subjectId, CancellationToken cancellation) =>
        Facts.Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation);

    /// <summary>Whose ban a fact is; null when there is none such.</summary>
    public Task<Guid?> SubjectOfAsync(Guid factId, CancellationToken cancellation) =>
        Facts.Where(fact => fact.FactId == factId).Select(fact => (Guid?)fact.SubjectId).FirstOrDefaultAsync(cancellation);

    /// <summary>Adds a fact; saved with the running transaction. A fact has one successor at most, which the key sees to.</summary>
    public void Add(ContactBanFact fact) => database.Add(fact);

    private IQueryable<ContactBanFact> Facts => database.Set<ContactBanFact>().AsNoTracking();
}
