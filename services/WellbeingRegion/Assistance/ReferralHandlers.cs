using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What a labour authority may tell of a referral: only the one that was referred to.</summary>
internal static class ReferralNotices
{
    /// <summary>Reason when a notice names a referral that was not made to its sender.</summary>
    public const string ReferralMismatch = "REFERRAL_MISMATCH";

    /// <summary>The case that was referred.</summary>
    /// <exception cref="EvidenceDamagedException">There is none, or it was referred to another authority; the notice is parked.</exception>
    public static async Task<AssistanceCaseRow> OfReferralAsync(
        this AssistanceCases cases, string referralId, NoticeContext context, CancellationToken cancellation) =>
        await cases.FindAsync(Guid.Parse(referralId), cancellation) is { Referral: not 0 } row && row.LabourAuthority == context.Source.ToString()
            ? row
            : throw new EvidenceDamagedException(ReferralMismatch);
}

/// <summary>
/// F04: the labour authority has opened the joint case, and from now on the client's worker works on it as on any joint plan; or it has
/// accepted the handover and starts.
/// </summary>
public sealed class ReferralAcceptedHandler(AssistanceCases cases, JointCases joint, MeshClock clock) : INoticeHandler<RegionReferralAccepted>
{
    /// <inheritdoc />
    public string Name => nameof(ReferralAcceptedHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(RegionReferralAccepted notice, NoticeContext context, CancellationToken cancellation)
    {
        var known = await cases.OfReferralAsync(notice.ReferralId, context, cancellation);
        return token => LinkAsync(known.CaseId, notice, context.Source, token);
    }

    private async Task LinkAsync(Guid caseId, RegionReferralAccepted notice, Participation owner, CancellationToken cancellation)
    {
        var row = await cases.InActAsync(caseId, cancellation);
        if (row.Referral == ReferralKind.Handover)
        {
            // The plan is the labour authority's to start; the region comes to it by invitation, as to any (F03).
            row.HandoverAcceptedAt = clock.Now;
            await cases.MoveAsync(row, row.State, cancellation);
            return;
        }

        var jointCase = Guid.Parse(notice.CaseId);
        if (row.JointCaseId is { } linked && linked != jointCase)
        {
            throw new EvidenceDamagedException(ReferralNotices.ReferralMismatch);
        }

        await joint.OpenReferredAsync(
            new ReferredCase(jointCase, owner, row.SubjectId, row.FlowId, notice.CaseVersion, row.ReferralRuleIds, row.ProposedTime), cancellation);
        row.JointCaseId = jointCase;

        // A case that was closed meanwhile stays closed: the plan is the labour authority's, and the region is its party all the same.
        await cases.MoveAsync(row, row.State == AssistanceState.Closed ? row.State : AssistanceState.Joined, cancellation);
    }
}

/// <summary>F04: the labour authority does not take what was referred to it.</summary>
public sealed class ReferralDeclinedHandler(AssistanceCases cases, AssistanceReferrals referrals, FlowJournal journal) : INoticeHandler<RegionReferralDeclined>
{
    /// <inheritdoc />
    public string Name => nameof(ReferralDeclinedHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(RegionReferralDeclined notice, NoticeContext context, CancellationToken cancellation)
    {
        var known = await cases.OfReferralAsync(notice.ReferralId, context, cancellation);
        return token => DeclineAsync(known.CaseId, notice.ReasonCode, token);
    }

    // One that was closed here meanwhile waits for nobody.
    private async Task DeclineAsync(Guid caseId, string reasonCode, CancellationToken cancellation)
    {
        var row = await cases.InActAsync(caseId, cancellation);
        if (row is { State: AssistanceState.Invited or AssistanceState.HandedOver, JointCaseId: null, HandoverAcceptedAt: null })
        {
            await referrals.DeclinedAsync(row, reasonCode, cancellation);
            journal.Record("F04 ReferralDeclined", Road.Own, null, caseId: row.CaseId);
        }
    }
}

/// <summary>
/// F05: an employment plan or interview was recorded for a client whom the region referred. It asks again and evaluates again, so
/// that measures are no longer blocked once they may start.
/// </summary>
public sealed class JobSearchFactHandler(
    AssistanceCases cases, AssistanceEvaluator evaluator, FlowJournal journal, MeshClock clock) : INoticeHandler<JobSearchFactRecorded>
{
    private static readonly NoticeAct Nothing = _ => Task.CompletedTask;

    /// <inheritdoc />
    public string Name => nameof(JobSearchFactHandler);

    /// <inheritdoc />
    public async Task<NoticeAct> PrepareAsync(JobSearchFactRecorded notice, NoticeContext context, CancellationToken cancellation)
    {
        var known = await cases.OfReferralAsync(notice.ReferralId, context, cancellation);
        if (AssistanceDecisions.Evaluate(AssistanceCases.Snapshot(known)) is not null)
        {
            // Handed over or closed: nothing here waits for the fact, so nothing about the person is asked.
            return Nothing;
        }

        var asOf = clock.Today;
        var asked = await evaluator.AskAsync(known, asOf, Actors.System(Name), cancellation);
        return asked.JobSearch.Source == FactSource.Unreachable
            ? throw new TransientNoticeException("LABOUR_AUTHORITY_UNREACHABLE")
            : token => EvaluateAsync(known.CaseId, asked, asOf, token);
    }

    private async Task EvaluateAsync(Guid caseId, AskedAround asked, DateOnly asOf, CancellationToken cancellation)
    {
        var row = await cases.InActAsync(caseId, cancellation);
        if (AssistanceDecisions.Evaluate(AssistanceCases.Snapshot(row)) is null)
        {
            await evaluator.EvaluateAsync(row, asked, asOf, Name, cancellation);
            journal.Record("EvaluateAssistanceCase", Road.Own, null, caseId: row.CaseId);
        }
    }
}
