using System.Collections.Frozen;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What the rules must know of a category beside its name.</summary>
public static class CategoryTraits
{
    private static readonly FrozenSet<DataCategory> WithContact = FrozenSet.Create(
        DataCategory.PlacementDetails, DataCategory.EmploymentObligation, DataCategory.HealthCheckReferral);

    private static readonly FrozenSet<DataCategory> Sensitive = FrozenSet.Create(
        DataCategory.CapacityLimits,
        DataCategory.MappingSocialSituation,
        DataCategory.MappingCapacity,
        DataCategory.RehabilitationDecision,
        DataCategory.WorkAbilityResult,
        DataCategory.BStatement,
        DataCategory.BStatementReference,
        DataCategory.BStatementOutcome,
        DataCategory.HealthCheckReferral,
        DataCategory.FunctionalAbilityScores);

    /// <summary>Whether it says where or how the person is reached: withheld under a contact ban (turvakielto).</summary>
    public static bool TellsContact(this DataCategory category) => WithContact.Contains(category);

    /// <summary>Whether it is health data or narrative of social care: by consent, or by a right within a case that is more than attested (CON-8).</summary>
    public static bool IsSensitive(this DataCategory category) => Sensitive.Contains(category);
}
