using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Acts of the invited authority on a case of this one.</summary>
public sealed class PlanCooperationGrpcService(
    Writes writes,
    PlanCases cases,
    PlanBytes bytes,
    PlanSigning signing,
    CapacityFindings findings,
    BenefitInformations informations,
    PlanView view,
    FlowJournal journal,
    CallScope call)
    : PlanCooperationService.PlanCooperationServiceBase
{
    private Participation Party => call.Caller.Participation!.Value;

    /// <inheritdoc />
    public override Task<AcceptInvitationResponse> AcceptInvitation(AcceptInvitationRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfPartyAsync(request.CaseId, Party, cancellation);
            var next = PlanDecisions.Accept(await cases.SnapshotAsync(plan, cancellation)).OrRaise();
            await cases.ApplyAsync(plan, next, cancellation);
            view.SetRepresentative(plan, request.Representative);
            journal.Record("F03 AcceptInvitation", Road.Cooperation, Party, caseId: plan.CaseId);
            return new AcceptInvitationResponse { CaseVersion = plan.Version, State = plan.State };
        });

    /// <inheritdoc />
    public override Task<ContributeToPlanResponse> ContributeToPlan(ContributeToPlanRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfPartyAsync(request.CaseId, Party, cancellation);
            var next = PlanDecisions.Contribute(await cases.SnapshotAsync(plan, cancellation), request.ExpectedVersion).OrRaise();
            await cases.ApplyAsync(plan, next, cancellation);
            bytes.Add(
                plan.CaseId,
                new PlanContribution { Participation = Party.ToString(), Text = request.Text, Services = { request.Services } },
                request.Actor.PairwiseId);
            journal.Record("F06 ContributeToPlan", Road.Cooperation, Party, caseId: plan.CaseId);
            return new ContributeToPlanResponse { CaseVersion = plan.Version, State = plan.State };
        });

    /// <inheritdoc />
    public override Task<CosignPlanResponse> CosignPlan(CosignPlanRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfPartyAsync(request.CaseId, Party, cancellation);
            var next = await signing.SignAsync(plan, Other(request.Actor), request.PlanVersion, request.ContentSha256.ToByteArray(), cancellation);
            return new CosignPlanResponse
            {
                CaseVersion = next.Version,
                State = next.State,
                Signatures = next.SignedBy.Count,
                EffectiveOn = WireDate.WriteOptional(next.EffectiveOn),
            };
        });

    /// <inheritdoc />
    public override Task<ReportCapacityFindingResponse> ReportCapacityFinding(ReportCapacityFindingRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfPartyAsync(request.CaseId, Party, cancellation);
            var finding = await findings.RecordAsync(plan, Other(request.Actor), cancellation);
            return new ReportCapacityFindingResponse { CaseVersion = plan.Version, CapacityFinding = finding };
        });

    /// <inheritdoc />
    public override Task<ReportBenefitInformationResponse> ReportBenefitInformation(
        ReportBenefitInformationRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfPartyAsync(request.CaseId, Party, cancellation);
            var givenBy = await informations.RecordAsync(plan, Other(request.Actor), request.InformedAt, request.Channel, cancellation);
            return new ReportBenefitInformationResponse { CaseVersion = plan.Version, GivenBy = { givenBy } };
        });

    private Signer Other(Actor actor) => new(SignerRole.SocialCare, Party, actor.PairwiseId, actor.Assurance);
}
