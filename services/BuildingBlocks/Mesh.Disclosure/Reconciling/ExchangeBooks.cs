using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>A period of answering: the first instant, and the one before which.</summary>
internal readonly record struct Period(DateTimeOffset Since, DateTimeOffset Until)
{
    public bool Has(DateTimeOffset instant) => instant >= Since && instant < Until;
}

/// <summary>This participation's two books, as they are shown to the other side: what it sees is what it is compared with.</summary>
internal sealed class ExchangeBooks(DbContext database)
{
    /// <summary>Most exchanges of one book that are compared at once.</summary>
    internal const int Most = 2000;

    private const int Chunk = 200;

    // Of an entry that cannot be read: no receipt promised this.
    private static readonly byte[] Unreadable = SHA256.HashData([]);

    /// <summary>A page of one book: what passed between this participation and one other.</summary>
    public Task<List<Exchange>> PageAsync(
        ExchangeBook book, Participation counterpart, Period period, int offset, int size, CancellationToken cancellation) => book == ExchangeBook.Asked
        ? AskedAsync(counterpart.ToString(), period, offset, size, cancellation)
        : AnsweredAsync(counterpart.ToString(), period, offset, size, cancellation);

    /// <summary>One book whole, or one exchange more than are compared at once.</summary>
    public Task<List<Exchange>> AllAsync(ExchangeBook book, Participation counterpart, Period period, CancellationToken cancellation) =>
        PageAsync(book, counterpart, period, 0, Most + 1, cancellation);

    /// <summary>With whom anything passed in a period.</summary>
    public async Task<IReadOnlyList<Participation>> CounterpartsAsync(Period period, CancellationToken cancellation)
    {
        var names = await Asked(period).Select(row => row.Holder).Distinct().ToListAsync(cancellation);
        names.AddRange(await Answered(period).Select(row => row.Requester).Distinct().ToListAsync(cancellation));
        return [.. names.Distinct().Select(name => Participation.TryParse(name, out var one)
            ? one
            : throw new InvalidOperationException("A stored exchange names no participation."))];
    }

    private IQueryable<AskedRequest> Asked(Period period) =>
        database.Set<AskedRequest>().AsNoTracking().Where(row => row.AnsweredAt >= period.Since && row.AnsweredAt < period.Until);

    private IQueryable<AnsweredRequest> Answered(Period period) =>
        database.Set<AnsweredRequest>().AsNoTracking().Where(row => row.AnsweredAt >= period.Since && row.AnsweredAt < period.Until);

    private async Task<List<Exchange>> AskedAsync(string holder, Period period, int offset, int size, CancellationToken cancellation)
    {
        var rows = await Asked(period).Where(row => row.Holder == holder)
            .OrderBy(row => row.AnsweredAt).ThenBy(row => row.StatementId).Skip(offset).Take(size)
            .Select(row => new { row.StatementId, row.StatementSha256, row.Receipt, row.EntryId, row.Outcome, row.AnsweredAt })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new Exchange
        {
            StatementId = row.StatementId.ToString("D"),
            StatementSha256 = ByteString.CopyFrom(row.StatementSha256),
            Receipt = row.Receipt ?? "",
            EntryId = row.Receipt is null ? "" : row.EntryId?.ToString("D") ?? "",
            Outcome = row.Outcome,
            AnsweredAt = row.AnsweredAt.ToTimestamp(),
        });
    }

    // An entry of which nothing was given is not named: the same for somebody known and somebody unknown, and nothing more than was told then.
    private async Task<List<Exchange>> AnsweredAsync(string requester, Period period, int offset, int size, CancellationToken cancellation)
    {
        var rows = await Answered(period).Where(row => row.Requester == requester)
            .OrderBy(row => row.AnsweredAt).ThenBy(row => row.StatementId).Skip(offset).Take(size)
            .Select(row => new { row.StatementId, row.StatementSha256, row.Receipt, row.EntryId, row.AnsweredAt })
            .ToListAsync(cancellation);
        var digests = await DigestsAsync(rows.Where(row => row.Receipt is not null).Select(row => row.EntryId), cancellation);
        return rows.ConvertAll(row => new Exchange
        {
            StatementId = row.StatementId.ToString("D"),
            StatementSha256 = ByteString.CopyFrom(row.StatementSha256),
            Receipt = row.Receipt ?? "",
            EntryId = row.Receipt is null ? "" : row.EntryId.ToString("D"),
            EntrySha256 = digests.TryGetValue(row.EntryId, out var digest) ? ByteString.CopyFrom(digest) : ByteString.Empty,
            AnsweredAt = row.AnsweredAt.ToTimestamp(),
        });
    }

    private async Task<Dictionary<Guid, byte[]>> DigestsAsync(IEnumerable<Guid> entries, CancellationToken cancellation)
    {
        var digests = new Dictionary<Guid, byte[]>();
        foreach (var some in entries.Chunk(Chunk))
        {
            var (read, unreadable) = await database.ReadEntriesAsync(some, cancellation);
            foreach (var (id, entry) in read)
            {
                digests[id] = EntryDigest.Of(entry);
            }

            foreach (var id in unreadable)
            {
                digests[id] = Unreadable;
            }
        }

        return digests;
    }
}
