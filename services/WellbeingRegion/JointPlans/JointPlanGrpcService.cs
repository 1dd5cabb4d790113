using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.WellbeingRegion.Clients;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>Joint plans as the region's professionals work on them. Each act is the owner's to accept; then it is recorded here.</summary>
public sealed class JointPlanGrpcService(
    Writes writes,
    Transactions transactions,
    DbContext database,
    JointCases cases,
    ClientTies ties,
    PlanOwners owners,
    OwnersDoor door,
    PlanCopies copies,
    FlowJournal journal,
    Looks looks,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
    : JointPlanService.JointPlanServiceBase
{
    /// <inheritdoc />
    public override async Task<ListJointCasesResponse> ListJointCases(ListJointCasesRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await cases.SeenBy(call.Caller)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.CaseId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListJointCasesResponse
        {
            JointCases = { rows.Select(row => JointCaseView.Of(row, clock.Today)) },
            NextPageToken = page.Next(rows.Count),
        };
    }

    /// <inheritdoc />
    public override async Task<AcceptPlanInvitationResponse> AcceptPlanInvitation(AcceptPlanInvitationRequest request, ServerCallContext context)
    {
        var joint = await cases.OfIntakeAsync(request.CaseId, call.Caller, context.CancellationToken);
        var act = new AcceptInvitationRequest
        {
            RequestId = request.RequestId,
            CaseId = request.CaseId,
            Representative = request.Representative,
            Actor = Actors.Of(call.Caller),
        };
        var answer = await owners.CarryAsync(
            joint, owner => owner.AcceptInvitationAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.LearnAsync(joint.CaseId, answer.CaseVersion, answer.State, cancellation);
            row.AcceptedAt ??= clock.Now;
            await ties.TieAsync(row.SubjectId, call.Caller, cancellation);
            Journal("F03 AcceptInvitation", joint);
            return new AcceptPlanInvitationResponse { CaseVersion = answer.CaseVersion, State = answer.State };
        });
    }

    /// <inheritdoc />
    public override async Task<ContributePlanPartResponse> ContributePlanPart(ContributePlanPartRequest request, ServerCallContext context)
    {
        var joint = await cases.OfWorkerAsync(request.CaseId, call.Caller, context.CancellationToken);
        var act = new ContributeToPlanRequest
        {
            RequestId = request.RequestId,
            CaseId = request.CaseId,
            ExpectedVersion = request.ExpectedVersion,
            Text = request.Text,
            Services = { request.Services },
            Actor = Actors.Of(call.Caller),
        };
        var answer = await owners.CarryAsync(
            joint, owner => owner.ContributeToPlanAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            // The text is not kept here: the next version of the plan carries it, and that is what the region keeps.
            await cases.LearnAsync(joint.CaseId, answer.CaseVersion, answer.State, cancellation);
            Journal("F06 ContributeToPlan", joint);
            return new ContributePlanPartResponse { CaseVersion = answer.CaseVersion, State = answer.State };
        });
    }

    /// <inheritdoc />
    public override async Task<ReportJointCapacityFindingResponse> ReportJointCapacityFinding(
        ReportJointCapacityFindingRequest request, ServerCallContext context)
    {
        var joint = await cases.OfWorkerAsync(request.CaseId, call.Caller, context.CancellationToken);
        var act = new ReportCapacityFindingRequest
        {
            RequestId = request.RequestId,
            CaseId = request.CaseId,
            Actor = Actors.Of(call.Caller),
        };
        var answer = await owners.CarryAsync(
            joint, owner => owner.ReportCapacityFindingAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            await cases.LearnVersionAsync(joint.CaseId, answer.CaseVersion, cancellation);
            Journal("KTT-NEED-1 ReportCapacityFinding", joint);
            return new ReportJointCapacityFindingResponse { CaseVersion = answer.CaseVersion, CapacityFinding = answer.CapacityFinding };
        });
    }

    /// <inheritdoc />
    public override async Task<ReportJointBenefitInformationResponse> ReportJointBenefitInformation(
        ReportJointBenefitInformationRequest request, ServerCallContext context)
    {
        var joint = await cases.OfWorkerAsync(request.CaseId, call.Caller, context.CancellationToken);
        var act = new ReportBenefitInformationRequest
        {
            RequestId = request.RequestId,
            CaseId = request.CaseId,
            InformedAt = request.InformedAt,
            Channel = request.Channel,
            Actor = Actors.Of(call.Caller),
        };
        var answer = await owners.CarryAsync(
            joint, owner => owner.ReportBenefitInformationAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.LearnVersionAsync(joint.CaseId, answer.CaseVersion, cancellation);
            row.InformedAt ??= clock.Now;
            Journal("KTT-INFO-1 ReportBenefitInformation", joint);
            return new ReportJointBenefitInformationResponse { CaseVersion = answer.CaseVersion, GivenBy = { answer.GivenBy } };
        });
    }

    /// <inheritdoc />
    public override async Task<FetchPlanCopyResponse> FetchPlanCopy(FetchPlanCopyRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var joint = await cases.OfWorkerAsync(request.CaseId, call.Caller, cancellation);
        var answer = await door.CopyAsync(
            PlanOwners.OwnerOf(joint),
            joint.CaseId,
            joint.State >= PlanState.Active,
            Guid.CreateVersion7(time.GetUtcNow()),
            Actors.Of(call.Caller),
            cancellation);
        var copy = answer.OrRefuse(joint.CaseId);
        looks.At(joint.SubjectId, joint.CaseId, DataCategory.PlanCopy);
        try
        {
            await transactions.RunAsync(token => copies.StoreAsync(joint.CaseId, copy, token), cancellation);
        }
        catch (EvidenceDamagedException)
        {
            throw JointPlanRefusals.PlanDigestMismatch.Raise();
        }

        return new FetchPlanCopyResponse { Copy = copy.Copy, Content = copy.Content, DisclosureId = copy.DisclosureId.ToString() };
    }

    /// <inheritdoc />
    public override async Task<SignJointPlanResponse> SignJointPlan(SignJointPlanRequest request, ServerCallContext context)
    {
        var joint = await cases.OfWorkerAsync(request.CaseId, call.Caller, context.CancellationToken);
        if (!await copies.HoldsAsync(joint.CaseId, request.PlanVersion, request.ContentSha256.Memory, context.CancellationToken))
        {
            throw JointPlanRefusals.CopyMissing.Raise();
        }

        var act = new CosignPlanRequest
        {
            RequestId = request.RequestId,
            CaseId = request.CaseId,
            PlanVersion = request.PlanVersion,
            ContentSha256 = request.ContentSha256,
            Actor = Actors.Of(call.Caller),
        };
        var answer = await owners.CarryAsync(
            joint, owner => owner.CosignPlanAsync(act, cancellationToken: context.CancellationToken), context.CancellationToken);
        return await writes.OnceAsync(request, context, async cancellation =>
        {
            await cases.LearnAsync(joint.CaseId, answer.CaseVersion, answer.State, cancellation);
            database.Add(new OwnSignatureRow
            {
                CaseId = joint.CaseId,
                PlanVersion = request.PlanVersion,
                PersonId = call.Caller.PersonId!,
                Assurance = act.Actor.Assurance,
                Digest = request.ContentSha256.ToByteArray(),
                SignedAt = clock.Now,
                RecordedAt = time.GetUtcNow(),
            });
            Journal("F07 SignPlan", joint);
            return new SignJointPlanResponse
            {
                CaseVersion = answer.CaseVersion,
                State = answer.State,
                Signatures = answer.Signatures,
                EffectiveOn = answer.EffectiveOn,
            };
        });
    }

    private void Journal(string step, JointCaseRow joint) =>
        journal.Record(step, Road.Cooperation, PlanOwners.OwnerOf(joint), caseId: joint.CaseId);
}
