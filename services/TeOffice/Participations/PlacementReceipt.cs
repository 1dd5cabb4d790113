using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.TeOffice.Participations;

/// <summary>A version of a placement that a notice tells of.</summary>
/// <param name="CaseId">The activation plan case here.</param>
/// <param name="PlacementId">The placement at the region.</param>
/// <param name="Version">Version of the placement.</param>
public sealed record ToldPlacement(Guid CaseId, Guid PlacementId, int Version);

/// <summary>F11: takes in what a region tells of a placement, whichever notice told it, and tells Kela what is Kela's (F12).</summary>
public sealed class PlacementReceipt(
    NoticeDoor door, ServiceParticipations participations, DbContext database, Outbox outbox, NoticeSubjects subjects, DirectoryFile directory, MeshClock clock)
{
    /// <summary>Reason when a notice, or what was fetched, is of another placement, case or region than it says.</summary>
    public const string PlacementMismatch = "PLACEMENT_MISMATCH";

    private const string SocialInsuranceUnknown = "SOCIAL_INSURANCE_UNKNOWN";

    /// <summary>Fetches the placement, unless this version has been passed; gives the act that keeps it.</summary>
    public async Task<NoticeAct> PrepareAsync(ToldPlacement told, NoticeContext context, string handler, CancellationToken cancellation)
    {
        var region = context.Source.ToString();
        var plan = await database.Set<PlanCaseRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.CaseId == told.CaseId && row.Region == region, cancellation)
            ?? throw new EvidenceDamagedException(PlacementMismatch);
        if (IsPassed(await participations.FindAsync(told.PlacementId, cancellation), plan, told))
        {
            return _ => Task.CompletedTask;
        }

        var given = await door.FetchAsync(context, Purpose.RehabilitativeWork, DataCategory.Placement, handler, cancellation);
        var placement = given.Content.Placement ?? throw new NothingGivenException(Refusals.NoBasis.Reason);
        return IsOf(placement, told)
            ? token => KeepAsync(plan, told, placement, given.DisclosureId, context, token)
            : throw new EvidenceDamagedException(PlacementMismatch);
    }

    private async Task KeepAsync(
        PlanCaseRow plan, ToldPlacement told, PlacementNotice placement, Guid disclosureId, NoticeContext context, CancellationToken cancellation)
    {
        var row = await participations.InActAsync(told.PlacementId, cancellation);
        if (IsPassed(row, plan, told))
        {
            return;
        }

        row ??= participations.Begin(plan, told.PlacementId, context.FlowId);
        if (await participations.LearnAsync(row, told.Version, placement, disclosureId, cancellation))
        {
            await TellAsync(row, cancellation);
        }
    }

    private async Task TellAsync(ParticipationRow row, CancellationToken cancellation)
    {
        var jobseeker = await database.Set<Jobseeker>().AsNoTracking().SingleAsync(known => known.JobseekerId == row.JobseekerId, cancellation);
        if (directory.Current.Responsible(ParticipantRole.SocialInsurance, jobseeker.HomeMunicipality, clock.Today) is not AuthorityAnswer.Known kela)
        {
            // The region's notice stays in its outbox until the directory tells who pays.
            throw new TransientNoticeException(SocialInsuranceUnknown);
        }

        var notice = new ServiceParticipationRecorded
        {
            ParticipationId = row.ParticipationId.ToString(),
            ParticipationVersion = row.Version,
        };
        var id = outbox.Add(notice, kela.Participation, "F12 ServiceParticipationRecorded", row.CaseId);

        // What Kela may fetch by the notice is this participation, of several that the client may have.
        subjects.Link(id, row.SubjectId, kela.Participation, row.ParticipationId);
    }

    private static bool IsPassed(ParticipationRow? row, PlanCaseRow plan, ToldPlacement told) => row is null || row.CaseId == plan.CaseId
        ? row?.PlacementVersion >= told.Version
        : throw new EvidenceDamagedException(PlacementMismatch);

    private static bool IsOf(PlacementNotice placement, ToldPlacement told) =>
        placement.PlacementId == told.PlacementId.ToString()
        && placement.CaseId == told.CaseId.ToString()
        && told.Version > 0
        && WireDate.TryRead(placement.FirstDay, out _)
        && WireDate.TryRead(placement.LastDay, out _)
        && IsOptionalDate(placement.StartedOn)
        && IsOptionalDate(placement.EndedOn);

    private static bool IsOptionalDate(string text) => text.Length == 0 || WireDate.TryRead(text, out _);
}
