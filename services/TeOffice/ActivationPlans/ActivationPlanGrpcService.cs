using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Activation plan cases, as the authority's professionals work on them.</summary>
public sealed class ActivationPlanGrpcService(
    Writes writes,
    DbContext database,
    PlanOpening opening,
    PlanCases cases,
    PlanBytes bytes,
    PlanSigning signing,
    CapacityFindings findings,
    BenefitInformations informations,
    PlanNotices notices,
    PlanView view,
    FlowJournal journal,
    Looks looks,
    CallScope call,
    Self self,
    DirectoryFile directory,
    MeshClock clock,
    TimeProvider time)
    : ActivationPlanService.ActivationPlanServiceBase
{
    /// <inheritdoc />
    public override Task<RecordNeedResponse> RecordNeed(RecordNeedRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await opening.OpenAsync(Guid.Parse(request.EvaluationId), request.BoundaryReasonCode, call.Caller, cancellation);
            return new RecordNeedResponse
            {
                CaseId = plan.CaseId.ToString(),
                CaseVersion = plan.Version,
                State = plan.State,
                FlowId = plan.FlowId.ToString(),
            };
        });

    /// <inheritdoc />
    public override Task<InviteRegionResponse> InviteRegion(InviteRegionRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var next = PlanDecisions.Invite(await cases.SnapshotAsync(plan, cancellation), request.ExpectedVersion).OrRaise();
            var jobseeker = await database.Set<Jobseeker>().SingleAsync(row => row.JobseekerId == plan.JobseekerId, cancellation);
            if (directory.Current.Responsible(ParticipantRole.SocialCare, jobseeker.HomeMunicipality, clock.Today)
                is not AuthorityAnswer.Known region)
            {
                throw PlanRefusals.RegionUnknown.Raise();
            }

            plan.Region = region.Participation.ToString();
            plan.ProposedTime = request.ProposedTime.ToDateTimeOffset();
            await cases.ApplyAsync(plan, next, cancellation);
            notices.TellInvited(plan);
            return new InviteRegionResponse { CaseVersion = plan.Version, State = plan.State, Region = plan.Region };
        });

    /// <inheritdoc />
    public override Task<DraftPlanResponse> DraftPlan(DraftPlanRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var before = await cases.SnapshotAsync(plan, cancellation);

            var content = await bytes.ComposeAsync(plan.CaseId, request.Content, cancellation);

            // Whether a version may be written does not depend on its bytes, so they are written only when it may.
            var next = PlanDecisions.Draft(before, request.ExpectedVersion, digest: "", PlanServices.Of(content)).OrRaise();
            var digest = bytes.Write(plan.CaseId, next.PlanVersion, content);
            await cases.ApplyAsync(plan, next with { Digest = Convert.ToHexStringLower(digest) }, cancellation);
            journal.Record("F07 DraftPlan", Road.Own, null, caseId: plan.CaseId);
            notices.TellDrafted(plan);
            return new DraftPlanResponse
            {
                CaseVersion = plan.Version,
                State = plan.State,
                PlanVersion = plan.PlanVersion,
                ContentSha256 = ByteString.CopyFrom(digest),
                LapsedSignatures = before.SignedBy.Count,
            };
        });

    /// <inheritdoc />
    public override Task<SignPlanResponse> SignPlan(SignPlanRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var next = await signing.SignAsync(plan, Own(), request.PlanVersion, request.ContentSha256.ToByteArray(), cancellation);
            return new SignPlanResponse
            {
                CaseVersion = next.Version,
                State = next.State,
                Signatures = next.SignedBy.Count,
                EffectiveOn = WireDate.WriteOptional(next.EffectiveOn),
            };
        });

    /// <inheritdoc />
    public override Task<RecordCapacityFindingResponse> RecordCapacityFinding(RecordCapacityFindingRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var finding = await findings.RecordAsync(plan, Own(), cancellation);
            return new RecordCapacityFindingResponse { CaseVersion = plan.Version, CapacityFinding = finding };
        });

    /// <inheritdoc />
    public override Task<RecordBenefitInformationResponse> RecordBenefitInformation(
        RecordBenefitInformationRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var givenBy = await informations.RecordAsync(plan, Own(), request.InformedAt, request.Channel, cancellation);
            return new RecordBenefitInformationResponse { CaseVersion = plan.Version, GivenBy = { givenBy } };
        });

    /// <inheritdoc />
    public override Task<RecordReviewResponse> RecordReview(RecordReviewRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var heldOn = WireDate.Read(request.HeldOn);
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var before = await cases.SnapshotAsync(plan, cancellation);
            var next = PlanDecisions.Review(before, request.ExpectedVersion, heldOn).OrRaise();
            var daysLate = PlanDecisions.NextReview(before)!.Value.DaysOverdue(heldOn);
            database.Add(new ReviewRow
            {
                ReviewId = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = plan.CaseId,
                HeldOn = heldOn,
                ResultCode = request.ResultCode,
                DaysLate = daysLate,
                KnownFrom = clock.Now,
            });
            await cases.ApplyAsync(plan, next, cancellation);
            journal.Record("F09 RecordReview", Road.Own, null, caseId: plan.CaseId);
            notices.TellReviewed(plan, request.ResultCode);
            return new RecordReviewResponse { CaseVersion = plan.Version, DaysLate = daysLate, Next = view.Schedule(next) };
        });

    /// <inheritdoc />
    public override async Task<GetPlanCaseResponse> GetPlanCase(GetPlanCaseRequest request, ServerCallContext context)
    {
        var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, context.CancellationToken);
        var subject = await database.Set<Jobseeker>().Where(row => row.JobseekerId == plan.JobseekerId).Select(row => row.SubjectId).SingleAsync(context.CancellationToken);
        looks.At(subject, plan.CaseId, DataCategory.PlanCopy, DataCategory.PlanFollowUp, DataCategory.ServiceEvent);
        return new GetPlanCaseResponse { PlanCase = await view.CaseAsync(plan, context.CancellationToken) };
    }

    private Signer Own() => new(SignerRole.LabourAuthority, self.Participation, call.Caller.PersonId!, call.Caller.Assurance ?? "");
}
