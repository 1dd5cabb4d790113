using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Mesh.WellbeingRegion.JointPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>The way to the owner without a network: refusals pass as they would on the wire, with their trailers.</summary>
internal sealed class FakeClients(FakeOwner owner, FlowContext flow) : IDoorClients, IPlanOwnerClients
{
    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new DoorClient(owner, holder);

    public PlanCooperationService.PlanCooperationServiceClient ClientOf(Participation participation) => new CooperationClient(owner, flow);

    private static AsyncUnaryCall<T> Call<T>(Func<T> answer)
    {
        Task<T> response;
        try
        {
            response = Task.FromResult(answer());
        }
        catch (RpcException refusal)
        {
            response = Task.FromException<T>(refusal);
        }

        return new AsyncUnaryCall<T>(response, Task.FromResult<Metadata>([]), () => Status.DefaultSuccess, () => [], () => { });
    }

    private sealed class DoorClient(FakeOwner owner, Participation holder) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(DiscloseRequest request, CallOptions options) =>
            Call(() => owner.Disclose(request).WithReceipt(request, holder));
    }

    private sealed class CooperationClient(FakeOwner owner, FlowContext flow) : PlanCooperationService.PlanCooperationServiceClient
    {
        public override AsyncUnaryCall<AcceptInvitationResponse> AcceptInvitationAsync(AcceptInvitationRequest request, CallOptions options) =>
            Call(() => owner.Accept(request, flow.Id));

        public override AsyncUnaryCall<ContributeToPlanResponse> ContributeToPlanAsync(ContributeToPlanRequest request, CallOptions options) =>
            Call(() => owner.Contribute(request, flow.Id));

        public override AsyncUnaryCall<ReportCapacityFindingResponse> ReportCapacityFindingAsync(
            ReportCapacityFindingRequest request, CallOptions options) => Call(() => owner.Find(request, flow.Id));

        public override AsyncUnaryCall<ReportBenefitInformationResponse> ReportBenefitInformationAsync(
            ReportBenefitInformationRequest request, CallOptions options) => Call(() => owner.Inform(request, flow.Id));

        public override AsyncUnaryCall<CosignPlanResponse> CosignPlanAsync(CosignPlanRequest request, CallOptions options) =>
            Call(() => owner.Cosign(request, flow.Id));
    }
}
