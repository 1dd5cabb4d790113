using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.AtRest;

/// <summary>What the database says of the keys that it is read and written with: which there have been, and which replica has which.</summary>
internal sealed class AtRestKeyBook(DbContext database, TimeProvider time)
{
    // Longer than any replica that lives is silent; who comes back says so again.
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <summary>Refuses a file that is not this database's, or older than what the database was written with.</summary>
    /// <exception cref="KeyFileException">It lacks a key.</exception>
    public async Task RequireAsync(AtRestKeySet keys, string path, CancellationToken cancellation)
    {
        var known = await database.Set<KnownKeyRow>().AsNoTracking().OrderBy(row => row.Kid).ToListAsync(cancellation);
        var missing = known.Where(row => keys.Find(row.Kid)?.Name != row.Name && !keys.Retired.Contains(row.Kid, StringComparer.Ordinal))
            .Select(row => row.Kid).ToList();
        if (missing.Count > 0)
        {
            throw new KeyFileException(path, $"is another database's or an older one: it lacks {string.Join(", ", missing)}, with which this database is written");
        }
    }

    /// <summary>Says which keys a replica has.</summary>
    public async Task ReportAsync(Guid replica, AtRestKeySet keys, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (id, ticks, forgotten) = (replica.ToString("D"), now.UtcTicks, (now - Forgotten).UtcTicks);
        foreach (var key in keys.All)
        {
            await database.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO at_rest_key (kid, name, known_from)
                 SELECT {key.Kid}, {key.Name}, {ticks} WHERE NOT EXISTS (SELECT 1 FROM at_rest_key WHERE kid = {key.Kid})
                 ON CONFLICT (kid) DO NOTHING
                 """,
                cancellation);
        }

        var (reads, writes) = (string.Join(' ', keys.All.Select(key => key.Name)), keys.Current.Name);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO at_rest_replica (replica, reads, writes, seen_at) VALUES ({id}, {reads}, {writes}, {ticks})
             ON CONFLICT (replica) DO UPDATE SET reads = excluded.reads, writes = excluded.writes, seen_at = excluded.seen_at
             """,
            cancellation);
        await database.Database.ExecuteSqlAsync($"DELETE FROM at_rest_replica WHERE seen_at < {forgotten}", cancellation);
    }

    /// <summary>Takes back what a replica said: it stops.</summary>
    public async Task LeaveAsync(Guid replica, CancellationToken cancellation)
    {
        var id = replica.ToString("D");
        await database.Database.ExecuteSqlAsync($"DELETE FROM at_rest_replica WHERE replica = {id}", cancellation);
    }

    /// <summary>What replicas have said.</summary>
    public async Task<IReadOnlyList<ReplicaKeysRow>> ReplicasAsync(CancellationToken cancellation) =>
        await database.Set<ReplicaKeysRow>().AsNoTracking().OrderBy(row => row.Replica).ToListAsync(cancellation);
}
