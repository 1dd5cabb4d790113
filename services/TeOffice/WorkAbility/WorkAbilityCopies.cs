using Google.Protobuf.WellKnownTypes;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.WorkAbility;

/// <summary>Copies of what regions gave, and what has become of the consents they rest on.</summary>
public sealed class WorkAbilityCopies(DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    /// <summary>Keeps what was given; runs inside a transaction.</summary>
    public WorkAbilityCopy Keep(Guid jobseekerId, Participation region, DoorAnswer.Given given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var row = new CopyRow
        {
            DisclosureId = given.DisclosureId,
            JobseekerId = jobseekerId,
            Region = region.ToString(),
            Content = cipher.Protect(given.Bytes.Span, CopyRow.Table, CopyRow.ContentColumn, given.DisclosureId),
            ConsentId = given.Basis.ConsentId,
            FetchedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(row);
        return Show(row, null);
    }

    /// <summary>Marks what that region gave before: it has said that the consent is withdrawn. Runs inside a transaction.</summary>
    public async Task MarkAsync(Guid jobseekerId, Participation region, CancellationToken cancellation)
    {
        var giver = region.ToString();
        var unmarked = await database.Set<CopyRow>()
            .Where(row => row.JobseekerId == jobseekerId && row.Region == giver && !database.Set<CopyMarkRow>().Any(mark => mark.DisclosureId == row.DisclosureId))
            .Select(row => row.DisclosureId)
            .ToListAsync(cancellation);
        database.AddRange(unmarked.Select(copy => new CopyMarkRow { DisclosureId = copy, WithdrawalKnownAt = clock.Now, RecordedAt = time.GetUtcNow() }));
    }

    /// <summary>A page of a jobseeker's copies, newest first.</summary>
    public async Task<IReadOnlyList<WorkAbilityCopy>> PageAsync(Guid jobseekerId, PageToken page, CancellationToken cancellation)
    {
        var rows = await (
            from copy in database.Set<CopyRow>().AsNoTracking()
            where copy.JobseekerId == jobseekerId
            join mark in database.Set<CopyMarkRow>() on copy.DisclosureId equals mark.DisclosureId into marks
            from mark in marks.DefaultIfEmpty()
            orderby copy.FetchedAt descending, copy.DisclosureId descending
            select new { copy, mark })
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => Show(row.copy, row.mark))];
    }

    private WorkAbilityCopy Show(CopyRow row, CopyMarkRow? mark)
    {
        var content = DisclosedContent.Parser.ParseFrom(cipher.Reveal(row.Content, CopyRow.Table, CopyRow.ContentColumn, row.DisclosureId));
        return new WorkAbilityCopy
        {
            DisclosureId = row.DisclosureId.ToString(),
            Region = row.Region,
            Result = content.WorkAbilityResult,
            Limits = content.CapacityLimits,
            FetchedAt = row.FetchedAt.ToTimestamp(),
            ConsentId = row.ConsentId,
            WithdrawalKnownAt = mark?.WithdrawalKnownAt.ToTimestamp(),
        };
    }
}
