using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Every rule by which something may be disclosed (domain model, sections 3.6, 4 and 7). Default deny: there is no other.</summary>
public static class DisclosureRules
{
    private static readonly Citation Launching = new("189/2001 5 § 2 mom.", Certainty.Read);
    private static readonly Citation Making = new("189/2001 5 §", Certainty.Read);
    private static readonly Citation Signing = new("189/2001 8 §", Certainty.Read);
    private static readonly Citation Informing = new("189/2001 12 §", Certainty.Read);
    private static readonly Citation PaidDays = new("1369/2014 2 § 4 mom.", Certainty.Read);

    private static readonly CaseCondition PartyOfPlan =
        new(CaseOwner.Holder, [CaseKind.ActivationPlan], RequesterIsParty: true);

    /// <summary>The rules, in the order in which they are tried within one kind.</summary>
    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        new()
        {
            Flow = "F02",
            Kind = BasisKind.Duty,
            Citations = [Launching, PaidDays],
            Holder = ParticipantRole.SocialInsurance,
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.BenefitDays],
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F02",
            Kind = BasisKind.Right,
            Citations = [Launching, PaidDays],
            Holder = ParticipantRole.SocialInsurance,
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.BenefitDays],
            Case = new(CaseOwner.Requester, [CaseKind.JobSearch, CaseKind.ActivationPlan], RequesterIsParty: false),
            NamesPerson = true,
        },
        new()
        {
            // The notice is the invitation itself, so the region need not be a party of the case yet; the case must still be open.
            Flow = "F03",
            Kind = BasisKind.Duty,
            Citations = [Making, Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.PlanInvitation],
            NeedsOwnNotice = true,
            Case = new(CaseOwner.Holder, [CaseKind.ActivationPlan], RequesterIsParty: false),
            NamesPerson = true,
        },
        new()
        {
            Flow = "F07",
            Kind = BasisKind.Duty,
            Citations = [Signing, Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.PlanCopy],
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F08",
            Kind = BasisKind.Duty,
            Citations = [Signing, Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanCopy],
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F09",
            Kind = BasisKind.Duty,
            Citations = [Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanFollowUp],
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F18",
            Kind = BasisKind.Consent,
            Holder = ParticipantRole.Municipality,
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.EmploymentSupport],
            Categories = [DataCategory.EmploymentServices],
        },
    ];

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
