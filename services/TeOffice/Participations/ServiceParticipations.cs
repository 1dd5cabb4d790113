using Google.Protobuf;
using Mesh.Hosting.AtRest;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.TeOffice.Participations;

/// <summary>Keeps what regions tell of placements, version by version.</summary>
public sealed class ServiceParticipations(DbContext database, FieldCipher cipher, MeshClock clock, TimeProvider time)
{
    private const string RehabilitativeWorkActivity = "REHABILITATIVE_WORK_ACTIVITY";
    private const string ContentColumn = "content";

    /// <summary>The participation of a placement to decide on; null when nothing has been told of it.</summary>
    public Task<ParticipationRow?> FindAsync(Guid placementId, CancellationToken cancellation) =>
        database.Set<ParticipationRow>().AsNoTracking().SingleOrDefaultAsync(row => row.PlacementId == placementId, cancellation);

    /// <summary>The same as it is now, tracked: what is set is saved with the running transaction.</summary>
    public Task<ParticipationRow?> InActAsync(Guid placementId, CancellationToken cancellation) =>
        database.Set<ParticipationRow>().SingleOrDefaultAsync(row => row.PlacementId == placementId, cancellation);

    /// <summary>Begins to keep a placement of a case; nothing is learnt of it yet.</summary>
    public ParticipationRow Begin(PlanCaseRow plan, Guid placementId, Guid flowId)
    {
        var row = new ParticipationRow
        {
            ParticipationId = Guid.CreateVersion7(time.GetUtcNow()),
            PlacementId = placementId,
            CaseId = plan.CaseId,
            JobseekerId = plan.JobseekerId,
            SubjectId = plan.SubjectId,
            Region = plan.Region!,
            FlowId = flowId,
            Version = 0,
            PlacementVersion = 0,
            ChangedAt = clock.Now,
        };
        database.Add(row);
        return row;
    }

    /// <summary>
    /// Learns a later version of the placement. True when it changes what Kela is to know: a placement that is only agreed is none of
    /// Kela's, and what it has been told is not told again.
    /// </summary>
    public async Task<bool> LearnAsync(
        ParticipationRow row, int placementVersion, PlacementNotice placement, Guid disclosureId, CancellationToken cancellation)
    {
        var news = placement.StartedOn.Length > 0 && !Message(row, placement).Equals(await MessageAsync(row, cancellation));
        row.Version += news ? 1 : 0;
        (row.PlacementVersion, row.ChangedAt) = (placementVersion, clock.Now);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        database.Add(new LearntPlacementRow
        {
            RowId = id,
            ParticipationId = row.ParticipationId,
            PlacementVersion = placementVersion,
            ParticipationVersion = row.Version,
            Content = cipher.Protect(placement.ToByteArray(), LearntPlacementRow.Table, ContentColumn, id),
            DisclosureId = disclosureId,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
        return news;
    }

    /// <summary>What Kela is to know of a participation; null before the work has started.</summary>
    public async Task<ServiceParticipation?> MessageAsync(ParticipationRow row, CancellationToken cancellation)
    {
        if (row.Version == 0)
        {
            return null;
        }

        var learnt = await database.Set<LearntPlacementRow>().AsNoTracking().SingleAsync(
            known => known.ParticipationId == row.ParticipationId && known.PlacementVersion == row.PlacementVersion, cancellation);
        return Message(row, PlacementNotice.Parser.ParseFrom(
            cipher.Reveal(learnt.Content, LearntPlacementRow.Table, ContentColumn, learnt.RowId)));
    }

    private static ServiceParticipation Message(ParticipationRow row, PlacementNotice placement) => new()
    {
        ParticipationId = row.ParticipationId.ToString(),
        ServiceType = RehabilitativeWorkActivity,
        FirstDay = placement.StartedOn,
        LastDay = placement.LastDay,
        EndedOn = placement.EndedOn,
        DaysPerWeek = placement.DaysPerWeek,
        Organiser = row.Region,
    };
}
