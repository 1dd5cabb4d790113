using Grpc.Core;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>What the region serves, by its request: what is sent says which method is meant.</summary>
internal static class RegionCalls
{
    public static AsyncUnaryCall<ListAssistanceCasesResponse> Send(this RegionHost region, Caller caller, ListAssistanceCasesRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).ListAssistanceCasesAsync(request);

    public static AsyncUnaryCall<GetAssistanceCaseResponse> Send(this RegionHost region, Caller caller, GetAssistanceCaseRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).GetAssistanceCaseAsync(request);

    public static AsyncUnaryCall<TakeAssistanceCaseResponse> Send(this RegionHost region, Caller caller, TakeAssistanceCaseRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).TakeAssistanceCaseAsync(request);

    public static AsyncUnaryCall<EvaluateAssistanceCaseResponse> Send(this RegionHost region, Caller caller, EvaluateAssistanceCaseRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).EvaluateAssistanceCaseAsync(request);

    public static AsyncUnaryCall<InviteLabourAuthorityResponse> Send(this RegionHost region, Caller caller, InviteLabourAuthorityRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).InviteLabourAuthorityAsync(request);

    public static AsyncUnaryCall<HandOverToLabourAuthorityResponse> Send(this RegionHost region, Caller caller, HandOverToLabourAuthorityRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).HandOverToLabourAuthorityAsync(request);

    public static AsyncUnaryCall<RecordOrderExceptionResponse> Send(this RegionHost region, Caller caller, RecordOrderExceptionRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).RecordOrderExceptionAsync(request);

    public static AsyncUnaryCall<CloseAssistanceCaseResponse> Send(this RegionHost region, Caller caller, CloseAssistanceCaseRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).CloseAssistanceCaseAsync(request);

    public static AsyncUnaryCall<ListJointCasesResponse> Send(this RegionHost region, Caller caller, ListJointCasesRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).ListJointCasesAsync(request);

    public static AsyncUnaryCall<AcceptPlanInvitationResponse> Send(this RegionHost region, Caller caller, AcceptPlanInvitationRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).AcceptPlanInvitationAsync(request);

    public static AsyncUnaryCall<ReportJointCapacityFindingResponse> Send(this RegionHost region, Caller caller, ReportJointCapacityFindingRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).ReportJointCapacityFindingAsync(request);

    public static AsyncUnaryCall<ReportJointBenefitInformationResponse> Send(this RegionHost region, Caller caller, ReportJointBenefitInformationRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).ReportJointBenefitInformationAsync(request);

    public static AsyncUnaryCall<FetchPlanCopyResponse> Send(this RegionHost region, Caller caller, FetchPlanCopyRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).FetchPlanCopyAsync(request);

    public static AsyncUnaryCall<SignJointPlanResponse> Send(this RegionHost region, Caller caller, SignJointPlanRequest request) =>
        region.As<JointPlanService.JointPlanServiceClient>(caller).SignJointPlanAsync(request);

    public static AsyncUnaryCall<DiscloseResponse> Send(this RegionHost region, Caller caller, DiscloseRequest request) =>
        region.As<DisclosureService.DisclosureServiceClient>(caller).DiscloseAsync(TestKit.TestSigners.Sign(request, caller.Participation ?? Participants.Region, Participants.Region, region.Machine.GetUtcNow()));

    public static AsyncUnaryCall<RecordWorkAbilityResponse> Send(this RegionHost region, Caller caller, RecordWorkAbilityRequest request) =>
        region.As<WorkAbilityRegisterService.WorkAbilityRegisterServiceClient>(caller).RecordWorkAbilityAsync(request);

    public static AsyncUnaryCall<AgreePlacementResponse> Send(this RegionHost region, Caller caller, AgreePlacementRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).AgreePlacementAsync(request);

    public static AsyncUnaryCall<ResolveLegalReviewResponse> Send(this RegionHost region, Caller caller, ResolveLegalReviewRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).ResolveLegalReviewAsync(request);

    public static AsyncUnaryCall<RequestPlaceResponse> Send(this RegionHost region, Caller caller, RequestPlaceRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).RequestPlaceAsync(request);

    public static AsyncUnaryCall<StartRehabilitativeWorkResponse> Send(this RegionHost region, Caller caller, StartRehabilitativeWorkRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).StartRehabilitativeWorkAsync(request);

    public static AsyncUnaryCall<EndRehabilitativeWorkResponse> Send(this RegionHost region, Caller caller, EndRehabilitativeWorkRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).EndRehabilitativeWorkAsync(request);

    public static AsyncUnaryCall<CancelPlacementResponse> Send(this RegionHost region, Caller caller, CancelPlacementRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).CancelPlacementAsync(request);

    public static AsyncUnaryCall<GetPlacementResponse> Send(this RegionHost region, Caller caller, GetPlacementRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).GetPlacementAsync(request);

    public static AsyncUnaryCall<ListPlacementsResponse> Send(this RegionHost region, Caller caller, ListPlacementsRequest request) =>
        region.As<RehabilitativeWorkService.RehabilitativeWorkServiceClient>(caller).ListPlacementsAsync(request);

    public static AsyncUnaryCall<ConfirmPlaceResponse> Send(this RegionHost region, Caller caller, ConfirmPlaceRequest request) =>
        region.As<PlacementCooperationService.PlacementCooperationServiceClient>(caller).ConfirmPlaceAsync(request);

    public static AsyncUnaryCall<DeclinePlaceResponse> Send(this RegionHost region, Caller caller, DeclinePlaceRequest request) =>
        region.As<PlacementCooperationService.PlacementCooperationServiceClient>(caller).DeclinePlaceAsync(request);

    public static AsyncUnaryCall<ReportAttendanceResponse> Send(this RegionHost region, Caller caller, ReportAttendanceRequest request) =>
        region.As<PlacementCooperationService.PlacementCooperationServiceClient>(caller).ReportAttendanceAsync(request);

    public static AsyncUnaryCall<ListMyCareCasesResponse> Send(this RegionHost region, Caller caller, ListMyCareCasesRequest request) =>
        region.As<MyCareService.MyCareServiceClient>(caller).ListMyCareCasesAsync(request);

    public static AsyncUnaryCall<ComposeClientSummaryResponse> Send(this RegionHost region, Caller caller, ComposeClientSummaryRequest request) =>
        region.As<ClientSummaryService.ClientSummaryServiceClient>(caller).ComposeClientSummaryAsync(request);

    public static AsyncUnaryCall<FindAssessmentsResponse> Send(this RegionHost region, Caller caller, FindAssessmentsRequest request) =>
        region.As<ClientSummaryService.ClientSummaryServiceClient>(caller).FindAssessmentsAsync(request);

    public static AsyncUnaryCall<RegisterConsentResponse> Send(this RegionHost region, Caller caller, RegisterConsentRequest request) =>
        region.As<ConsentService.ConsentServiceClient>(caller).RegisterConsentAsync(request);

    public static AsyncUnaryCall<WithdrawConsentResponse> Send(this RegionHost region, Caller caller, WithdrawConsentRequest request) =>
        region.As<ConsentService.ConsentServiceClient>(caller).WithdrawConsentAsync(request);

    public static AsyncUnaryCall<RegisterWithdrawalResponse> Send(this RegionHost region, Caller caller, RegisterWithdrawalRequest request) =>
        region.As<ConsentService.ConsentServiceClient>(caller).RegisterWithdrawalAsync(request);

    public static AsyncUnaryCall<NarrowConsentResponse> Send(this RegionHost region, Caller caller, NarrowConsentRequest request) =>
        region.As<ConsentService.ConsentServiceClient>(caller).NarrowConsentAsync(request);

    public static AsyncUnaryCall<NarrowMyConsentResponse> Send(this RegionHost region, Caller caller, NarrowMyConsentRequest request) =>
        region.As<MyConsentService.MyConsentServiceClient>(caller).NarrowMyConsentAsync(request);

    public static AsyncUnaryCall<RecordClientGroupResponse> Send(this RegionHost region, Caller caller, RecordClientGroupRequest request) =>
        region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller).RecordClientGroupAsync(request);

    public static AsyncUnaryCall<TakeOnClientResponse> Send(this RegionHost region, Caller caller, TakeOnClientRequest request) =>
        region.As<ClientWorkService.ClientWorkServiceClient>(caller).TakeOnClientAsync(request);
}
