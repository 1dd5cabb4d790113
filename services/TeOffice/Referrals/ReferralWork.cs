using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;
using StartTargets = Mesh.Statutes.StartTargets;

namespace Mesh.TeOffice.Referrals;

/// <summary>Referrals of regions that wait for an answer (F04): of the client's own expert, and of anybody while the person is not a jobseeker.</summary>
internal sealed class ReferralWork(DbContext database) : IWorkSource
{
    /// <inheritdoc />
    public string Name => "referrals";

    /// <inheritdoc />
    public Guid? Touched(object row) => row switch
    {
        RegionReferralRow referral => referral.SubjectId,
        Jobseeker jobseeker => jobseeker.SubjectId,
        _ => null,
    };

    /// <inheritdoc />
    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var jobseeker = await database.Set<Jobseeker>().AsNoTracking().SingleOrDefaultAsync(row => row.SubjectId == thing, cancellation);
        var waiting = await database.Set<RegionReferralRow>().AsNoTracking()
            .Where(referral => referral.SubjectId == thing && referral.AcceptedAt == null && referral.ClosedAt == null)
            .ToListAsync(cancellation);
        return
        [
            .. waiting.Select(referral => new Work(
                WorkKind.Invitation,
                "ACCEPT_REFERRAL",
                referral.ReferralId,
                "tyollisyys.mesh.labour.v1.RegionReferralService/AcceptRegionReferral",
                referral.FlowId)
            {
                SubjectId = thing,
                ClientId = jobseeker?.JobseekerId,
                Counterpart = referral.Region,
                DueOn = StartTargets.After(HelsinkiTime.DateOf(referral.ReceivedAt)).AcknowledgeBy,
                IsUnclaimed = jobseeker is null,
            }),
        ];
    }
}
