using Google.Protobuf.WellKnownTypes;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.WorkAbility;

/// <summary>Copies of what regions gave, and what has become of the consents they rest on.</summary>
public sealed class WorkAbilityCopies(DbContext database, FieldCipher cipher, HeardConsents heard, MeshClock clock, TimeProvider time)
{
    /// <summary>Keeps what was given; runs inside a transaction. It may be taken back already, and the notice of that here before it.</summary>
    public async Task<WorkAbilityCopy> KeepAsync(Guid jobseekerId, Participation region, DoorAnswer.Given given, CancellationToken cancellation)
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
        return Show(row, await heard.OfAsync([ConsentOf(row)], cancellation));
    }

    /// <summary>A page of a jobseeker's copies, newest first.</summary>
    public async Task<IReadOnlyList<WorkAbilityCopy>> PageAsync(Guid jobseekerId, PageToken page, CancellationToken cancellation)
    {
        var rows = await database.Set<CopyRow>().AsNoTracking()
            .Where(copy => copy.JobseekerId == jobseekerId)
            .OrderByDescending(copy => copy.FetchedAt).ThenByDescending(copy => copy.DisclosureId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(cancellation);
        var told = await heard.OfAsync(rows.Select(ConsentOf), cancellation);
        return [.. rows.Select(row => Show(row, told))];
    }

    // Of nobody where the region named none: its answer rested on something else.
    private static Guid ConsentOf(CopyRow row) => Guid.TryParse(row.ConsentId, out var consent) ? consent : Guid.Empty;

    private WorkAbilityCopy Show(CopyRow row, HeardOfConsents told)
    {
        var content = DisclosedContent.Parser.ParseFrom(cipher.Reveal(row.Content, CopyRow.Table, CopyRow.ContentColumn, row.DisclosureId));
        var takenBack = told.Of(row.Region, ConsentOf(row), [.. GivenIn(content)]);
        return new WorkAbilityCopy
        {
            DisclosureId = row.DisclosureId.ToString(),
            Region = row.Region,
            Result = content.WorkAbilityResult,
            Limits = content.CapacityLimits,
            FetchedAt = row.FetchedAt.ToTimestamp(),
            ConsentId = row.ConsentId,
            WithdrawalKnownAt = takenBack?.KnownAt.ToTimestamp(),
            WithdrawnAt = takenBack?.At.ToTimestamp(),
            TakenBack = { takenBack?.Categories ?? [] },
        };
    }

    private static IEnumerable<DataCategory> GivenIn(DisclosedContent content)
    {
        if (content.WorkAbilityResult is not null)
        {
            yield return DataCategory.WorkAbilityResult;
        }

        if (content.CapacityLimits is not null)
        {
            yield return DataCategory.CapacityLimits;
        }
    }
}
