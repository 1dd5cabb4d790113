using Mesh.Kela.Storage;
using Mesh.Statutes;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Everything the register holds about one client, and what of it stood at a moment. Pure once read.</summary>
/// <param name="Days">Paid and recovered days.</param>
/// <param name="Maxima">Statements about the allowance maximum.</param>
/// <param name="Clients">Home municipality and client group.</param>
public sealed record ClientHistory(
    IReadOnlyList<PaidDayFact> Days, IReadOnlyList<AllowanceMaximumFact> Maxima, IReadOnlyList<ClientFact> Clients)
{
    /// <summary>Of somebody the register does not hold.</summary>
    public static ClientHistory Empty { get; } = new([], [], []);

    /// <summary>Paid days as they were known at a moment; asked with a window of the law, they give counts as of a date.</summary>
    public PaidDays PaidDays(DateTimeOffset knownAt) => Statutes.PaidDays.Read(
        Days.Standing(knownAt)
            .Where(fact => fact.Kind == PaidDayKind.Paid)
            .Select(fact => new PaidDay(fact.Day, fact.Benefit))).Value;

    /// <summary>Last day of the maximum period of allowance as known at a moment; null when nobody had stated one.</summary>
    public DateOnly? AllowanceMaximum(DateTimeOffset knownAt) => Maxima.Standing(knownAt).SingleOrDefault()?.ReachedOn;

    /// <summary>Home municipality and client group as known at a moment.</summary>
    public ClientFact? Client(DateTimeOffset knownAt) => Clients.Standing(knownAt).SingleOrDefault();

    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(ClientHistory);
}

/// <summary>Reads what the register holds about a client.</summary>
public sealed class ClientHistories(DbContext database)
{
    /// <summary>Everything about one client, superseded facts included.</summary>
    public async Task<ClientHistory> OfAsync(Guid subjectId, CancellationToken cancellation) => new(
        await database.Set<PaidDayFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation),
        await database.Set<AllowanceMaximumFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation),
        await database.Set<ClientFact>().AsNoTracking().Where(fact => fact.SubjectId == subjectId).ToListAsync(cancellation));
}
