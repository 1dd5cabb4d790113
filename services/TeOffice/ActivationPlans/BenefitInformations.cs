using Google.Protobuf.WellKnownTypes;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Who told the client of benefits and compensations, and when (KTT-INFO-1).</summary>
public sealed class BenefitInformations(DbContext database, PlanCases cases, PlanJournal journal, PlanMessages messages, MeshClock clock, TimeProvider time)
{
    /// <summary>Records that an authority told the client; runs inside the write's transaction. Gives who now has, in the parties' order.</summary>
    public async Task<IEnumerable<SignerRole>> RecordAsync(
        PlanCaseRow plan, Signer by, Timestamp? informedAt, InformationChannel channel, CancellationToken cancellation)
    {
        var given = new InformationGiven(by.Role, informedAt?.ToDateTimeOffset() ?? clock.Now, clock.Now);
        var next = PlanDecisions.Inform(await cases.SnapshotAsync(plan, cancellation), given).OrRaise();
        var informationId = Guid.CreateVersion7(time.GetUtcNow());
        database.Add(new BenefitInformationRow
        {
            InformationId = informationId,
            CaseId = plan.CaseId,
            Role = by.Role,
            Participation = by.Participation?.ToString() ?? "",
            PersonId = by.PersonId,
            InformedAt = given.InformedAt,
            Channel = channel,
            KnownFrom = given.KnownFrom,
            RecordedAt = time.GetUtcNow(),
        });
        await cases.ApplyAsync(plan, next, cancellation);
        journal.Record("KTT-INFO-1 GiveBenefitInformation", plan, by);
        messages.TellInformed(plan, informationId);
        return PlanDecisions.Everybody.Where(role => next.InformedBy(role) is not null);
    }

    /// <summary>What has been given, oldest first.</summary>
    public async Task<IEnumerable<BenefitInformation>> OfAsync(Guid caseId, CancellationToken cancellation)
    {
        var rows = await database.Set<BenefitInformationRow>().AsNoTracking()
            .Where(row => row.CaseId == caseId)
            .OrderBy(row => row.InformedAt).ThenBy(row => row.InformationId)
            .ToListAsync(cancellation);
        return rows.Select(row => new BenefitInformation
        {
            GivenBy = row.Role,
            InformedAt = row.InformedAt.ToTimestamp(),
            Channel = row.Channel,
        });
    }
}
