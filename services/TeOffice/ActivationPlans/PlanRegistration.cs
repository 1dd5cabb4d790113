using Mesh.Disclosure;
using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Registers the area.</summary>
internal static class PlanRegistration
{
    public static IServiceCollection AddActivationPlans(this IServiceCollection services) => services
        .AddScoped<IRequestCheck<RecordReviewRequest>, ReviewCheck>()
        .AddScoped<IRequestCheck<CosignPlanRequest>, ProfessionalActorCheck>()
        .AddScoped<IRequestCheck<ReportCapacityFindingRequest>, ProfessionalActorCheck>()
        .AddScoped<IRequestCheck<ReportBenefitInformationRequest>, ProfessionalActorCheck>()
        .AddScoped<IRequestCheck<RecordBenefitInformationRequest>, InformationCheck>()
        .AddScoped<IRequestCheck<ReportBenefitInformationRequest>, InformationCheck>()
        .AddScoped<IRequestCheck<DraftPlanRequest>, PlanTermsCheck>()
        .AddScoped<IRequestCheck<ContributeToPlanRequest>, PlanTermsCheck>()
        .AddScoped<PlanOpening>()
        .AddScoped<PlanCases>()
        .AddScoped<PlanBytes>()
        .AddScoped<PlanSigning>()
        .AddScoped<PlanJournal>()
        .AddScoped<CapacityFindings>()
        .AddScoped<BenefitInformations>()
        .AddScoped<PlanNotices>()
        .AddScoped<PlanMessages>()
        .AddScoped<PlanView>()
        .AddScoped<ServiceEvents>()
        .AddNoticeHandler<ServiceEventRecorded, ToldServiceHandler>()
        .AddCaseDirectory<PlanCaseDirectory>()
        .AddDisclosureSource<InvitationSource>()
        .AddDisclosureSource<PlanCopySource>()
        .AddDisclosureSource<PlanFollowUpSource>()
        .AddWorkSource<PlanWork>()
        .AddHostedService<ReviewSweep>();

    public static void MapActivationPlans(this IEndpointRouteBuilder app)
    {
        app.MapGrpcService<ActivationPlanGrpcService>();
        app.MapGrpcService<HearingGrpcService>();
        app.MapGrpcService<PlanCooperationGrpcService>();
        app.MapGrpcService<MyPlanGrpcService>();
    }
}
