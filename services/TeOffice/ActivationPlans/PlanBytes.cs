using System.Security.Cryptography;
using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// Keeps what is signed: bytes. A version is serialised once, when it is written; whatever is shown or given later is read from
/// those bytes, after they have been held against their digest.
/// </summary>
public sealed class PlanBytes(DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    /// <summary>Reason shown when the stored bytes no longer have the digest that was signed.</summary>
    public const string PlanDigestMismatch = "PLAN_DIGEST_MISMATCH";

    private const string ContentColumn = "content";
    private const string BodyColumn = "body";

    /// <summary>A version with everything contributed so far.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="drafted">As drafted; contributions named in it are not the drafter's to write and are left out.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<PlanContent> ComposeAsync(Guid caseId, PlanContent drafted, CancellationToken cancellation)
    {
        var content = drafted.Clone();
        content.Contributions.Clear();
        content.Contributions.AddRange(await ContributionsAsync(caseId, cancellation));
        return content;
    }

    /// <summary>Adds a composed version; gives its digest.</summary>
    public byte[] Write(Guid caseId, int planVersion, PlanContent content)
    {
        var bytes = content.ToByteArray();
        var rowId = Guid.CreateVersion7(time.GetUtcNow());
        var digest = SHA256.HashData(bytes);
        database.Add(new PlanVersionRow
        {
            RowId = rowId,
            CaseId = caseId,
            PlanVersion = planVersion,
            Content = cipher.Protect(bytes, PlanVersionRow.Table, ContentColumn, rowId),
            Digest = digest,
            WrittenAt = clock.Now,
        });
        return digest;
    }

    /// <summary>The bytes of a version.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="planVersion">The version.</param>
    /// <param name="digest">The digest that the case, and with it the signatures, name.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EvidenceDamagedException">They are not the bytes that were digested.</exception>
    public async Task<byte[]> ReadAsync(Guid caseId, int planVersion, string digest, CancellationToken cancellation)
    {
        var row = await database.Set<PlanVersionRow>().AsNoTracking()
            .SingleOrDefaultAsync(version => version.CaseId == caseId && version.PlanVersion == planVersion, cancellation)
            ?? throw new EvidenceDamagedException(PlanDigestMismatch);
        try
        {
            var bytes = cipher.Reveal(row.Content, PlanVersionRow.Table, ContentColumn, row.RowId);
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == digest ? bytes : throw new EvidenceDamagedException(PlanDigestMismatch);
        }
        catch (AtRestTamperedException)
        {
            throw new EvidenceDamagedException(PlanDigestMismatch);
        }
    }

    /// <summary>Adds a contribution; it becomes part of the next version.</summary>
    public void Add(Guid caseId, PlanContribution contribution, string personId)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        database.Add(new ContributionRow
        {
            ContributionId = id,
            CaseId = caseId,
            Body = cipher.Protect(contribution.ToByteArray(), ContributionRow.Table, BodyColumn, id),
            PersonId = personId,
            ContributedAt = clock.Now,
        });
    }

    private async Task<IEnumerable<PlanContribution>> ContributionsAsync(Guid caseId, CancellationToken cancellation)
    {
        var rows = await database.Set<ContributionRow>().AsNoTracking()
            .Where(row => row.CaseId == caseId)
            .OrderBy(row => row.ContributedAt).ThenBy(row => row.ContributionId)
            .ToListAsync(cancellation);
        return rows.Select(row => PlanContribution.Parser.ParseFrom(
            cipher.Reveal(row.Body, ContributionRow.Table, BodyColumn, row.ContributionId)));
    }
}
