using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>The cases that the duty to tell the labour authority may rest on.</summary>
public sealed class AssistanceCaseDirectory(DbContext database) : ICaseDirectory
{
    /// <inheritdoc />
    public async Task<KnownCase?> FindAsync(Guid caseId, CancellationToken cancellation) =>
        await database.Set<AssistanceCaseRow>().AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == caseId, cancellation) is { } row
            ? Known(row)
            : null;

    /// <inheritdoc />
    public async Task<IReadOnlyList<KnownCase>> OpenCasesOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var rows = await database.Set<AssistanceCaseRow>().AsNoTracking().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        return [.. rows.Where(row => AssistanceCases.IsOpen(row.State)).Select(Known)];
    }

    // Only whom the client was referred to takes part; whoever was merely asked (F05) does not.
    private static KnownCase Known(AssistanceCaseRow row) => new(
        row.CaseId,
        row.SubjectId,
        CaseKind.ProlongedAssistance,
        AssistanceCases.IsOpen(row.State),
        row.Referral == ReferralKind.Unspecified ? [] : new Participation[] { RemoteActs.Stored(row.LabourAuthority) });
}

/// <summary>F04: who is referred and why.</summary>
public sealed class RegionReferralSource(DbContext database, AssistanceReferrals referrals) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.RegionReferral;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var row = await database.Set<AssistanceCaseRow>().AsNoTracking().SingleAsync(known => known.CaseId == request.CaseId, cancellation);


        // Who has declined, or is no longer the one that is asked, holds an old notice and nothing that it is needed for.
        content.RegionReferral = row.Referral != ReferralKind.Unspecified && row.LabourAuthority == request.Requester.ToString()
            ? referrals.Read(row)
            : null;
    }
}
