using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Every rule by which something may be disclosed (domain model, sections 3.6, 4 and 7). Default deny: there is no other. Flows that
/// have none are in <see cref="FlowWithoutRule"/>.
/// </summary>
public static class DisclosureRules
{
    /// <summary>The rules, in the order in which they are tried within one kind; one that is off among them.</summary>
    public static IReadOnlyList<DisclosureRule> All { get; } =
        [.. ActivationPlanRules.All, .. WorkAndBenefitRules.All, .. JointServiceRules.All, .. SummaryAndHealthRules.All];

    /// <summary>
    /// The flow an attempt belongs to by its roles, purpose and categories alone. It is the same whoever the subject is, so it may
    /// stand in the journal beside a refusal; null when there is no such flow.
    /// </summary>
    public static string? FlowOf(
        Participation holder, Participation recipient, Purpose purpose, IReadOnlyCollection<DataCategory> categories) =>
        All.FirstOrDefault(rule =>
            rule.IsBetween(holder, recipient)
            && rule.Purposes.Contains(purpose)
            && rule.Categories.Any(categories.Contains))?.Flow;
}
