using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Opens a case on an evaluation. A professional does it; no rule does (AKT-START-T).</summary>
public sealed class PlanOpening(
    DbContext database, Evaluator evaluator, PlanCases cases, PlanView view, FlowContext flow, FlowJournal journal, MeshClock clock, TimeProvider time)
{
    /// <summary>Opens the case; runs inside the write's transaction.</summary>
    public async Task<PlanCaseRow> OpenAsync(Guid evaluationId, string boundaryReasonCode, Caller caller, CancellationToken cancellation)
    {
        var (evaluation, jobseeker) = await OfCallerAsync(evaluationId, caller, cancellation);
        flow.Continue(evaluation.FlowId);
        if (!evaluation.Launches)
        {
            throw PlanRefusals.NotEligible.Raise();
        }

        if (evaluation.BoundaryDiscrepancy && boundaryReasonCode.Length == 0)
        {
            throw PlanRefusals.BoundaryReasonMissing.Raise();
        }

        await RefuseSecondAsync(jobseeker.JobseekerId, cancellation);
        var opened = PlanSnapshot.Opened;
        var plan = new PlanCaseRow
        {
            CaseId = Guid.CreateVersion7(time.GetUtcNow()),
            JobseekerId = jobseeker.JobseekerId,
            SubjectId = jobseeker.SubjectId,
            EvaluationId = evaluationId,
            BoundaryReasonCode = boundaryReasonCode,
            RuleIds = string.Join(',', MetRules(evaluator.Read(evaluation))),
            NeedOn = evaluation.AsOf,
            FlowId = evaluation.FlowId,
            Trace = evaluation.Trace,
            OpenedAt = clock.Now,
            Version = opened.Version,
            State = opened.State,
            PlanVersion = opened.PlanVersion,
            Digest = opened.Digest,
            ChangedAt = clock.Now,
        };
        database.Add(plan);
        journal.Record("AKT-START-T RecordNeed", Road.Own, null, caseId: plan.CaseId);
        return plan;
    }

    /// <summary>
    /// Opens the case on a region's referral; runs inside the write's transaction. A region that invites has found the need and stands
    /// ready to draft, so it is a party from the start and nobody has to be invited; one that hands over has to be.
    /// </summary>
    public PlanCaseRow OpenReferred(Jobseeker jobseeker, PlanReferral referral)
    {
        var opened = referral.Region is null ? PlanSnapshot.Opened : PlanSnapshot.Referred;
        var plan = new PlanCaseRow
        {
            CaseId = Guid.CreateVersion7(time.GetUtcNow()),
            JobseekerId = jobseeker.JobseekerId,
            SubjectId = jobseeker.SubjectId,
            ReferralId = referral.ReferralId,
            BoundaryReasonCode = "",
            RuleIds = string.Join(',', referral.RuleIds),
            NeedOn = referral.NeedOn,
            FlowId = referral.FlowId,
            Trace = referral.Trace,
            OpenedAt = clock.Now,
            Version = opened.Version,
            State = opened.State,
            Region = referral.Region,
            ProposedTime = referral.ProposedTime,
            PlanVersion = opened.PlanVersion,
            Digest = opened.Digest,
            ChangedAt = clock.Now,
        };
        if (referral.Representative is { } representative)
        {
            view.SetRepresentative(plan, representative);
        }

        database.Add(plan);
        return plan;
    }

    /// <summary>Refuses a second open case about a client.</summary>
    /// <exception cref="Grpc.Core.RpcException">CASE_ALREADY_OPEN.</exception>
    public async Task RefuseSecondAsync(Guid jobseekerId, CancellationToken cancellation)
    {
        if (await cases.OpenOfAsync(jobseekerId, cancellation) is not null)
        {
            throw PlanRefusals.CaseAlreadyOpen.Raise();
        }
    }

    // One statement, so that an evaluation of another's client costs the same as one that does not exist.
    private async Task<(EvaluationRow Evaluation, Jobseeker Jobseeker)> OfCallerAsync(
        Guid evaluationId, Caller caller, CancellationToken cancellation)
    {
        var found = await (
            from evaluation in database.Set<EvaluationRow>().AsNoTracking()
            join jobseeker in database.Set<Jobseeker>() on evaluation.JobseekerId equals jobseeker.JobseekerId
            join tie in database.Set<ClientTie>() on evaluation.JobseekerId equals tie.JobseekerId
            where evaluation.EvaluationId == evaluationId && tie.PersonId == caller.PersonId
            select new { evaluation, jobseeker }).SingleOrDefaultAsync(cancellation);
        return found is null ? throw Refusals.NoBasis.Raise() : (found.evaluation, found.jobseeker);
    }

    private static IEnumerable<string> MetRules(Evaluation evaluation) =>
        from rule in evaluation.Rules
        let outcome = evaluation.Profile == RuleProfile.Report ? rule.Report : rule.Statute
        where outcome.Result == RuleResult.Met
        select rule.RuleId;
}
