using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>Registers the area.</summary>
internal static class JointPlanRegistration
{
    public static IServiceCollection AddJointPlans(this IServiceCollection services) => services
        .AddScoped<JointCases>()
        .AddScoped<OwnersDoor>()
        .AddScoped<PlanCopies>()
        .AddScoped<ActivePlans>()
        .AddScoped<LearntFromOwner>()
        .AddWorkSource<JointWork>()
        .AddScoped<IPlanOwnerClients, PeerPlanOwners>()
        .AddScoped<PlanOwners>()
        .AddScoped<IRequestCheck<ReportJointBenefitInformationRequest>, BenefitInformationRequests>()
        .AddNoticeHandler<PlanInvitationSent, InvitationHandler>()
        .AddNoticeHandler<PlanVersionDrafted, DraftedHandler>()
        .AddNoticeHandler<PlanSigned, SignedHandler>()
        .AddNoticeHandler<PlanActivated, ActivatedHandler>()
        .AddNoticeHandler<PlanReviewHeld, ReviewHeldHandler>()
        .AddNoticeHandler<PlanReviewOverdue, ReviewOverdueHandler>();

    public static void MapJointPlans(this IEndpointRouteBuilder app) => app.MapGrpcService<JointPlanGrpcService>();
}
