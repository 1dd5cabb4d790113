using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>What a case takes over from the region's referral it is opened on (F04).</summary>
/// <param name="ReferralId">The region's own case.</param>
/// <param name="Region">The region, as a participation and a party from the start; null when this authority is to start and invite it.</param>
/// <param name="RuleIds">Rules whose months condition the region found met.</param>
/// <param name="NeedOn">Civil date of the region's assessment.</param>
/// <param name="ProposedTime">Proposed time of the first meeting.</param>
/// <param name="Representative">The region's representative.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Trace">W3C traceparent of the referral's handling.</param>
public sealed record PlanReferral(
    Guid ReferralId,
    string? Region,
    IReadOnlyList<string> RuleIds,
    DateOnly NeedOn,
    DateTimeOffset? ProposedTime,
    Representative? Representative,
    Guid FlowId,
    string Trace);
