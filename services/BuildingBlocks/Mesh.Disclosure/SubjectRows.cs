using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>A row about one subject.</summary>
public interface IOfSubject
{
    /// <summary>About whom.</summary>
    Guid SubjectId { get; }
}

/// <summary>
/// Reads a subject's rows of one table, for a source whose rows are found by subject alone. On PostgreSQL those whom calls ask about at the
/// same time are read in one statement; nobody waits for company.
/// </summary>
public sealed class SubjectRows<TRow>
    where TRow : class, IOfSubject
{
    private readonly Reading _reading;

    /// <summary>Of the host's own database.</summary>
    public SubjectRows(IServiceScopeFactory scopes, StoragePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _reading = new(scopes, place is StoragePlace.Postgres);
    }

    /// <summary>The rows, in no order; none of them is kept track of.</summary>
    public Task<IReadOnlyList<TRow>> OfAsync(Guid subjectId, CancellationToken cancellation) => _reading.OfAsync(subjectId, cancellation);

    private sealed class Reading(IServiceScopeFactory scopes, bool isTogether) : TogetherQueue<Guid, IReadOnlyList<TRow>>(scopes)
    {
        public Task<IReadOnlyList<TRow>> OfAsync(Guid subjectId, CancellationToken cancellation) => ServeAsync(subjectId, cancellation);

        protected override async Task<IReadOnlyList<Settled<IReadOnlyList<TRow>>?>> TogetherAsync(IServiceProvider scope, IReadOnlyList<Guid> items)
        {
            var database = scope.GetRequiredService<DbContext>();
            var rows = isTogether ? await AtOnceAsync(database, items) : await OneByOneAsync(database, items);
            return [.. items.Select(item => (Settled<IReadOnlyList<TRow>>?)new Settled<IReadOnlyList<TRow>>([.. rows[item]]))];
        }

        protected override async Task<IReadOnlyList<TRow>> AloneAsync(IServiceProvider scope, Guid item, CancellationToken cancellation) =>
            await Of(scope.GetRequiredService<DbContext>(), item).ToListAsync(cancellation);

        private static async Task<ILookup<Guid, TRow>> AtOnceAsync(DbContext database, IReadOnlyList<Guid> items)
        {
            var (reader, type) = (RowReader<TRow>.Of(database), database.Model.FindEntityType(typeof(TRow))!);
            var subject = type.FindProperty(nameof(IOfSubject.SubjectId))!.GetColumnName();
            var rows = await database.ReadAsync(
                $"SELECT {reader.Columns("kept")} FROM {type.GetTableName()} AS kept WHERE kept.{subject} = ANY (@subjects)",
                [new NpgsqlParameter("subjects", items.Select(item => item.ToString("D")).ToArray())],
                reader.AllAsync,
                CancellationToken.None);
            return rows.ToLookup(row => row.SubjectId);
        }

        // SQLite is in this process: a statement costs less than what would put several into one.
        private static async Task<ILookup<Guid, TRow>> OneByOneAsync(DbContext database, IReadOnlyList<Guid> items)
        {
            var rows = new List<TRow>();
            foreach (var item in items.Distinct())
            {
                rows.AddRange(await Of(database, item).ToListAsync(CancellationToken.None));
            }

            return rows.ToLookup(row => row.SubjectId);
        }

        private static IQueryable<TRow> Of(DbContext database, Guid subjectId) => database.Set<TRow>().AsNoTracking().Where(row => row.SubjectId == subjectId);
    }
}
