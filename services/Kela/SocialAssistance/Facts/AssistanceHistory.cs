using Mesh.Kela.Storage;
using Mesh.Statutes;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Everything the register of social assistance holds about one client, and what of it stood at a moment. Pure once read.</summary>
/// <param name="Months">Granted and withdrawn months.</param>
/// <param name="Clients">Home municipality and client group.</param>
public sealed record AssistanceHistory(IReadOnlyList<AssistanceMonthFact> Months, IReadOnlyList<AssistanceClientFact> Clients)
{
    /// <summary>Months granted, as known at a moment, oldest first.</summary>
    public IReadOnlyList<AssistanceMonthFact> Granted(DateTimeOffset knownAt) =>
        [.. Months.Standing(knownAt).Where(fact => fact.Kind == AssistanceMonthKind.Granted).OrderBy(fact => fact.Month)];

    /// <summary>Of those, the months whose main livelihood the assistance was known to be (AKT-MAIN-INCOME): the ones that count.</summary>
    public AssistanceMonths Counting(DateTimeOffset knownAt) =>
        Read(knownAt, fact => fact.MainLivelihood == MainLivelihood.Yes);

    /// <summary>The months that would count if the assistance turned out to be the main livelihood wherever that is not known.</summary>
    public AssistanceMonths Possible(DateTimeOffset knownAt) =>
        Read(knownAt, fact => fact.MainLivelihood != MainLivelihood.No);

    /// <summary>Home municipality and client group as known at a moment.</summary>
    public AssistanceClientFact? Client(DateTimeOffset knownAt) => Clients.Standing(knownAt).SingleOrDefault();

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(AssistanceHistory);

    private AssistanceMonths Read(DateTimeOffset knownAt, Func<AssistanceMonthFact, bool> counts) =>
        AssistanceMonths.Read(Granted(knownAt).Where(counts).Select(fact => fact.Month)).Value;
}

/// <summary>Reads what the register of social assistance holds about a client.</summary>
public sealed class AssistanceHistories(DbContext database)
{
    /// <summary>Everything about one client, superseded facts included.</summary>
    public async Task<AssistanceHistory> OfAsync(Guid subjectId, CancellationToken cancellation) => new(
        await database.Set<AssistanceMonthFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation),
        await database.Set<AssistanceClientFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation));
}
