using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Messaging;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Jobseekers;
using Mesh.WorkQueues;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Referrals;

/// <summary>Registers the area.</summary>
internal static class ReferralRegistration
{
    public static IServiceCollection AddReferrals(this IServiceCollection services) => services
        .AddScoped<ReferralReceipt>()
        .AddScoped<RegionReferrals>()
        .AddWorkSource<ReferralWork>()
        .AddScoped<IEvaluationOrigins>(provider => provider.GetRequiredService<RegionReferrals>())
        .AddScoped<IJobSearchFactListener>(provider => provider.GetRequiredService<RegionReferrals>())
        .AddNoticeHandler<LabourAuthorityInvited, LabourAuthorityInvitedHandler>()
        .AddNoticeHandler<AssistanceCaseHandedOver, AssistanceCaseHandedOverHandler>()
        .AddNoticeHandler<RegionReferralWithdrawn, RegionReferralWithdrawnHandler>()
        .AddScoped<IRequestCheck<DeclineRegionReferralRequest>, DeclineCheck>();

    public static void MapReferrals(this IEndpointRouteBuilder app) => app.MapGrpcService<RegionReferralGrpcService>();
}

/// <summary>The reason goes to the region on the bus.</summary>
internal sealed class DeclineCheck : IRequestCheck<DeclineRegionReferralRequest>
{
    public void Check(DeclineRegionReferralRequest request, Violations violations) =>
        violations.AddIfNotForNotices(request.ReasonCode, "reason_code");
}
