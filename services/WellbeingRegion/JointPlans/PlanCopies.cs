using System.Security.Cryptography;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>A version of a plan with all three signatures.</summary>
/// <param name="Content">What was signed.</param>
/// <param name="EffectiveOn">The civil date of the last signature, from which it is in effect (AKT-SIGN-2).</param>
public sealed record SignedPlan(PlanContent Content, DateOnly EffectiveOn)
{
    /// <summary>The type's name only: the content is personal.</summary>
    public override string ToString() => nameof(SignedPlan);
}

/// <summary>The region's copies of plan versions (189/2001 12 §): bytes as they were given, and the signatures on them.</summary>
public sealed class PlanCopies(DbContext database, JointCases cases, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    private const string ContentColumn = "content";

    /// <summary>Keeps a copy; runs inside a transaction. A version that is kept already only gains signatures.</summary>
    /// <exception cref="EvidenceDamagedException">Other bytes are kept under the same version: one of the two was never signed.</exception>
    public async Task StoreAsync(Guid caseId, CheckedCopy given, CancellationToken cancellation)
    {
        var copy = given.Copy;
        var kept = await RowAsync(caseId, copy.PlanVersion, cancellation);
        if (kept is not null && !copy.ContentSha256.Span.SequenceEqual(kept.Digest))
        {
            throw new EvidenceDamagedException(CheckedCopy.PlanDigestMismatch);
        }

        if (kept is null)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            database.Add(new PlanCopyRow
            {
                CopyId = id,
                CaseId = caseId,
                PlanVersion = copy.PlanVersion,
                Content = cipher.Protect(copy.Content.Span, PlanCopyRow.Table, ContentColumn, id),
                Digest = copy.ContentSha256.ToByteArray(),
                DisclosureId = given.DisclosureId,
                FetchedAt = clock.Now,
                RecordedAt = time.GetUtcNow(),
            });
        }

        await AddSignaturesAsync(caseId, given, cancellation);
        var row = await cases.LearnAsync(caseId, copy.CaseVersion, copy.State, cancellation);
        row.CopyAsOf = Math.Max(row.CopyAsOf, copy.CaseVersion);
        if (copy.PlanVersion > row.PlanVersion)
        {
            row.PlanVersion = copy.PlanVersion;
            row.PlansRehabilitativeWork = ActivePlans.HasRehabilitativeWork(PlanContent.Parser.ParseFrom(copy.Content));
            row.ChangedAt = clock.Now;
        }
    }

    /// <summary>Whether the region holds this version with this digest, so that its professional can have read it.</summary>
    /// <exception cref="EvidenceDamagedException">It holds it no longer intact.</exception>
    public async Task<bool> HoldsAsync(Guid caseId, int planVersion, ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var row = await RowAsync(caseId, planVersion, cancellation);
        return row is not null && digest.Span.SequenceEqual(row.Digest) && Intact(row).Length > 0;
    }

    /// <summary>A version as it was signed by everybody; null when the region holds no copy with all three signatures.</summary>
    /// <exception cref="EvidenceDamagedException">It holds it no longer intact.</exception>
    public async Task<SignedPlan?> SignedByAllAsync(Guid caseId, int planVersion, CancellationToken cancellation)
    {
        var signatures = await database.Set<CopySignatureRow>().AsNoTracking()
            .Where(row => row.CaseId == caseId && row.PlanVersion == planVersion)
            .Select(row => new { row.Role, row.SignedAt })
            .ToListAsync(cancellation);
        SignerRole[] everybody = [SignerRole.LabourAuthority, SignerRole.SocialCare, SignerRole.Client];
        return everybody.All(role => signatures.Any(signature => signature.Role == role))
            && await RowAsync(caseId, planVersion, cancellation) is { } row
            ? new SignedPlan(PlanContent.Parser.ParseFrom(Intact(row)), HelsinkiTime.DateOf(signatures.Max(signature => signature.SignedAt)))
            : null;
    }

    private byte[] Intact(PlanCopyRow row)
    {
        try
        {
            var bytes = cipher.Reveal(row.Content, PlanCopyRow.Table, ContentColumn, row.CopyId);
            return SHA256.HashData(bytes).AsSpan().SequenceEqual(row.Digest)
                ? bytes
                : throw new EvidenceDamagedException(CheckedCopy.PlanDigestMismatch);
        }
        catch (AtRestTamperedException)
        {
            throw new EvidenceDamagedException(CheckedCopy.PlanDigestMismatch);
        }
    }

    private Task<PlanCopyRow?> RowAsync(Guid caseId, int planVersion, CancellationToken cancellation) =>
        database.Set<PlanCopyRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.CaseId == caseId && row.PlanVersion == planVersion, cancellation);

    private async Task AddSignaturesAsync(Guid caseId, CheckedCopy given, CancellationToken cancellation)
    {
        var planVersion = given.Copy.PlanVersion;
        var known = await database.Set<CopySignatureRow>().AsNoTracking()
            .Where(row => row.CaseId == caseId && row.PlanVersion == planVersion)
            .Select(row => row.Role)
            .ToListAsync(cancellation);
        database.AddRange(given.Copy.Signatures.ExceptBy(known, signature => signature.Role).Select(signature => new CopySignatureRow
        {
            CaseId = caseId,
            PlanVersion = planVersion,
            Role = signature.Role,
            Participation = signature.Participation,
            SignedAt = signature.SignedAt.ToDateTimeOffset(),
            DisclosureId = given.DisclosureId,
            RecordedAt = time.GetUtcNow(),
        }));
    }
}
