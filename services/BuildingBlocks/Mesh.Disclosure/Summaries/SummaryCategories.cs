using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Which contents a client summary may ask for, and for which purpose: what the rules let a client open, read from the rules.</summary>
internal static class SummaryCategories
{
    // Consent is per purpose (CON-2). Whoever wants data for anything else asks for that, by another road.
    private static readonly Purpose[] Purposes = [Purpose.ClientSummary, Purpose.EmploymentSupport];

    /// <summary>The purpose for which the holder may be asked for the category; null when no consent opens it between the two.</summary>
    public static Purpose? PurposeOf(Participation holder, Participation recipient, DataCategory category) =>
        Purposes.Cast<Purpose?>().FirstOrDefault(purpose =>
            OpenTo(recipient.Role).Any(rule =>
                rule.IsBetween(holder, recipient) && rule.Purposes.Contains(purpose!.Value) && rule.Categories.Contains(category)));

    /// <summary>Whether somebody could be asked for it as content; that services exist is asked first in any case.</summary>
    public static bool IsContent(ParticipantRole recipient, DataCategory category) =>
        category != DataCategory.ServicePointers
        && OpenTo(recipient).Any(rule => rule.Categories.Contains(category) && rule.Purposes.Any(Purposes.Contains));

    /// <summary>Roles whose holders a summary for this recipient is composed of.</summary>
    public static IReadOnlyList<ParticipantRole> HolderRoles(ParticipantRole recipient) =>
    [
        .. OpenTo(recipient)
            .Where(rule => rule.Purposes.Contains(Purpose.ClientSummary))
            .SelectMany(rule => rule.Holders)
            .Where(role => role != recipient)
            .Distinct()
            .Order(),
    ];

    private static IEnumerable<DisclosureRule> OpenTo(ParticipantRole recipient) =>
        DisclosureRules.All.Where(rule => rule.IsOn && rule.Kind == BasisKind.Consent && rule.Recipients.Contains(recipient));
}
