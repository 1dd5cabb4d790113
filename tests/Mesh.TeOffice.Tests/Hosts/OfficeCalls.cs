using Grpc.Core;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Work.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>Everything the office serves, by its request: what is sent says which method is meant.</summary>
internal static class OfficeCalls
{
    public static AsyncUnaryCall<RegisterJobseekerResponse> Send(this OfficeHost office, Caller caller, RegisterJobseekerRequest request) =>
        office.As<JobseekerService.JobseekerServiceClient>(caller).RegisterJobseekerAsync(request);

    public static AsyncUnaryCall<RecordEmploymentPlanResponse> Send(this OfficeHost office, Caller caller, RecordEmploymentPlanRequest request) =>
        office.As<JobseekerService.JobseekerServiceClient>(caller).RecordEmploymentPlanAsync(request);

    public static AsyncUnaryCall<RecordInterviewResponse> Send(this OfficeHost office, Caller caller, RecordInterviewRequest request) =>
        office.As<JobseekerService.JobseekerServiceClient>(caller).RecordInterviewAsync(request);

    public static AsyncUnaryCall<EndJobSearchResponse> Send(this OfficeHost office, Caller caller, EndJobSearchRequest request) =>
        office.As<JobseekerService.JobseekerServiceClient>(caller).EndJobSearchAsync(request);

    public static AsyncUnaryCall<EvaluateEligibilityResponse> Send(this OfficeHost office, Caller caller, EvaluateEligibilityRequest request) =>
        office.As<EligibilityService.EligibilityServiceClient>(caller).EvaluateEligibilityAsync(request);

    public static AsyncUnaryCall<ListEligibilityFindingsResponse> Send(this OfficeHost office, Caller caller, ListEligibilityFindingsRequest request) =>
        office.As<EligibilityService.EligibilityServiceClient>(caller).ListEligibilityFindingsAsync(request);

    public static AsyncUnaryCall<SettleEligibilityFindingResponse> Send(this OfficeHost office, Caller caller, SettleEligibilityFindingRequest request) =>
        office.As<EligibilityService.EligibilityServiceClient>(caller).SettleEligibilityFindingAsync(request);

    public static AsyncUnaryCall<FetchMunicipalServicesResponse> Send(this OfficeHost office, Caller caller, FetchMunicipalServicesRequest request) =>
        office.As<MunicipalServicesService.MunicipalServicesServiceClient>(caller).FetchMunicipalServicesAsync(request);

    public static AsyncUnaryCall<FetchWorkAbilityResponse> Send(this OfficeHost office, Caller caller, FetchWorkAbilityRequest request) =>
        office.As<WorkAbilityService.WorkAbilityServiceClient>(caller).FetchWorkAbilityAsync(request);

    public static AsyncUnaryCall<ListWorkAbilityCopiesResponse> Send(this OfficeHost office, Caller caller, ListWorkAbilityCopiesRequest request) =>
        office.As<WorkAbilityService.WorkAbilityServiceClient>(caller).ListWorkAbilityCopiesAsync(request);

    public static AsyncUnaryCall<RecordNeedResponse> Send(this OfficeHost office, Caller caller, RecordNeedRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).RecordNeedAsync(request);

    public static AsyncUnaryCall<InviteRegionResponse> Send(this OfficeHost office, Caller caller, InviteRegionRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).InviteRegionAsync(request);

    public static AsyncUnaryCall<DraftPlanResponse> Send(this OfficeHost office, Caller caller, DraftPlanRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).DraftPlanAsync(request);

    public static AsyncUnaryCall<SignPlanResponse> Send(this OfficeHost office, Caller caller, SignPlanRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).SignPlanAsync(request);

    public static AsyncUnaryCall<RecordReviewResponse> Send(this OfficeHost office, Caller caller, RecordReviewRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).RecordReviewAsync(request);

    public static AsyncUnaryCall<InviteToHearingResponse> Send(this OfficeHost office, Caller caller, InviteToHearingRequest request) =>
        office.As<HearingService.HearingServiceClient>(caller).InviteToHearingAsync(request);

    public static AsyncUnaryCall<GetPlanCaseResponse> Send(this OfficeHost office, Caller caller, GetPlanCaseRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).GetPlanCaseAsync(request);

    public static AsyncUnaryCall<AcceptInvitationResponse> Send(this OfficeHost office, Caller caller, AcceptInvitationRequest request) =>
        office.As<PlanCooperationService.PlanCooperationServiceClient>(caller).AcceptInvitationAsync(request);

    public static AsyncUnaryCall<ContributeToPlanResponse> Send(this OfficeHost office, Caller caller, ContributeToPlanRequest request) =>
        office.As<PlanCooperationService.PlanCooperationServiceClient>(caller).ContributeToPlanAsync(request);

    public static AsyncUnaryCall<CosignPlanResponse> Send(this OfficeHost office, Caller caller, CosignPlanRequest request) =>
        office.As<PlanCooperationService.PlanCooperationServiceClient>(caller).CosignPlanAsync(request);

    public static AsyncUnaryCall<ListMyPlansResponse> Send(this OfficeHost office, Caller caller, ListMyPlansRequest request) =>
        office.As<MyPlanService.MyPlanServiceClient>(caller).ListMyPlansAsync(request);

    public static AsyncUnaryCall<SignMyPlanResponse> Send(this OfficeHost office, Caller caller, SignMyPlanRequest request) =>
        office.As<MyPlanService.MyPlanServiceClient>(caller).SignMyPlanAsync(request);

    public static AsyncUnaryCall<DiscloseResponse> Send(this OfficeHost office, Caller caller, DiscloseRequest request) =>
        office.As<DisclosureService.DisclosureServiceClient>(caller).DiscloseAsync(TestKit.TestSigners.Sign(request, caller.Participation ?? Participants.TeOffice, Participants.TeOffice, office.Machine.GetUtcNow()));

    public static AsyncUnaryCall<RecordCapacityFindingResponse> Send(this OfficeHost office, Caller caller, RecordCapacityFindingRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).RecordCapacityFindingAsync(request);

    public static AsyncUnaryCall<RecordBenefitInformationResponse> Send(this OfficeHost office, Caller caller, RecordBenefitInformationRequest request) =>
        office.As<ActivationPlanService.ActivationPlanServiceClient>(caller).RecordBenefitInformationAsync(request);

    public static AsyncUnaryCall<ReportCapacityFindingResponse> Send(this OfficeHost office, Caller caller, ReportCapacityFindingRequest request) =>
        office.As<PlanCooperationService.PlanCooperationServiceClient>(caller).ReportCapacityFindingAsync(request);

    public static AsyncUnaryCall<ReportBenefitInformationResponse> Send(this OfficeHost office, Caller caller, ReportBenefitInformationRequest request) =>
        office.As<PlanCooperationService.PlanCooperationServiceClient>(caller).ReportBenefitInformationAsync(request);

    public static AsyncUnaryCall<AgreeToCapacityFindingResponse> Send(this OfficeHost office, Caller caller, AgreeToCapacityFindingRequest request) =>
        office.As<MyPlanService.MyPlanServiceClient>(caller).AgreeToCapacityFindingAsync(request);

    public static AsyncUnaryCall<ListRegionReferralsResponse> Send(this OfficeHost office, Caller caller, ListRegionReferralsRequest request) =>
        office.As<RegionReferralService.RegionReferralServiceClient>(caller).ListRegionReferralsAsync(request);

    public static AsyncUnaryCall<AcceptRegionReferralResponse> Send(this OfficeHost office, Caller caller, AcceptRegionReferralRequest request) =>
        office.As<RegionReferralService.RegionReferralServiceClient>(caller).AcceptRegionReferralAsync(request);

    public static AsyncUnaryCall<DeclineRegionReferralResponse> Send(this OfficeHost office, Caller caller, DeclineRegionReferralRequest request) =>
        office.As<RegionReferralService.RegionReferralServiceClient>(caller).DeclineRegionReferralAsync(request);

    public static AsyncUnaryCall<ListWorkResponse> Send(this OfficeHost office, Caller caller, ListWorkRequest request) =>
        office.As<WorkQueueService.WorkQueueServiceClient>(caller).ListWorkAsync(request);
}
