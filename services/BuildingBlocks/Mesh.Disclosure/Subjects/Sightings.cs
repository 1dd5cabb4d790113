using Mesh.Hosting.AtRest;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// Denied requests about people the holder does not know. Each gets a random id for its ledger row, found again when the same
/// person is asked about, kept 12 months from the last request, and never a reason to know the person.
/// </summary>
public sealed class Sightings(DbContext database, BlindIndex index, MeshClock clock, TimeProvider time)
{
    /// <summary>
    /// Forgets sightings of more than 12 months ago. Their ledger rows stay, and then lead to nobody.
    /// </summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var limit = RetentionRule.LimitOf(clock.Today, RetentionRules.Of(RetentionKind.Sightings).Months).UtcTicks;

        // The gate first: a sighting without gate is written again by the next request, a gate without sighting by nobody.
        await database.Database.ExecuteSqlAsync(
            $"DELETE FROM subject_gate WHERE subject_id IN (SELECT sighting_id FROM subject_sighting WHERE last_seen < {limit})",
            cancellation);
        return await database.Database.ExecuteSqlAsync(
            $"DELETE FROM subject_sighting WHERE last_seen < {limit}", cancellation);
    }

    /// <summary>The sighting of what was named, or a new one that is not yet written.</summary>
    internal async Task<Sighting> FindAsync(SubjectReference reference, CancellationToken cancellation)
    {
        var candidates = IndexesOf(reference);
        var current = candidates[0];
        var found = await database.Set<SightingRow>().AsNoTracking()
            .Where(sighting => candidates.Contains(sighting.ReferenceIndex))
            .OrderByDescending(sighting => sighting.ReferenceIndex == current)
            .Select(sighting => (Guid?)sighting.SightingId)
            .FirstOrDefaultAsync(cancellation);
        return Found(found, candidates);
    }

    /// <summary>A sighting as found, or one that is not yet written; to be written under the index of the key that writes now.</summary>
    internal Sighting Found(Guid? sightingId, IReadOnlyList<byte[]> indexes) => new(sightingId ?? Guid.CreateVersion7(time.GetUtcNow()), indexes[0]);

    /// <summary>The indexes that a sighting of what was named may have.</summary>
    internal IReadOnlyList<byte[]> IndexesOf(SubjectReference reference)
    {
        var (value, purpose) = reference switch
        {
            SubjectReference.ByCode named => (named.Code.Reveal(), "sighting.personal_identity_code"),
            SubjectReference.ByCase named => (named.CaseId.ToString("D"), "sighting.case_id"),
            SubjectReference.ByNotice named => (named.NoticeId.ToString("D"), "sighting.notice_id"),
            _ => throw new ArgumentOutOfRangeException(nameof(reference)),
        };
        return index.Candidates(value, purpose);
    }

    /// <summary>
    /// Writes the sighting when the attempt's subject is one. Run for every attempt, with the same statements: for a known
    /// subject they find nothing to write.
    /// </summary>
    internal async Task WriteAsync(Guid subjectId, byte[] referenceIndex, DateTimeOffset seenAt, CancellationToken cancellation)
    {
        var text = subjectId.ToString("D");
        var now = seenAt.UtcTicks;

        // First the index of the key that writes now in place of an earlier one's: nothing but this request could make it. In one command with
        // the other, since every attempt has both.
        await database.Database.ExecuteSqlAsync(
            $"""
             UPDATE subject_sighting SET reference_index = {referenceIndex}
             WHERE sighting_id = {text} AND NOT EXISTS (SELECT 1 FROM subject_sighting WHERE reference_index = {referenceIndex});
             INSERT INTO subject_sighting (sighting_id, reference_index, last_seen)
             SELECT {text}, {referenceIndex}, {now} WHERE NOT EXISTS (SELECT 1 FROM subject WHERE subject_id = {text})
             ON CONFLICT (reference_index) DO UPDATE SET last_seen = excluded.last_seen
             """,
            cancellation);
        await database.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO subject_gate (subject_id, revision)
             SELECT sighting_id, 0 FROM subject_sighting WHERE sighting_id = {text}
             ON CONFLICT (subject_id) DO NOTHING
             """,
            cancellation);
    }
}

/// <summary>A sighting as found, or about to be written.</summary>
internal sealed record Sighting(Guid SightingId, byte[] ReferenceIndex);
