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

    private static readonly Citation Prolonged = new("189/2001 5 § 3 mom.", Certainty.Read);
    private static readonly Citation Order = new("189/2001 5 § 4 mom.", Certainty.Read);
    private static readonly Citation Organising = new("189/2001 6 §", Certainty.Read);
    // No section was read for what the labour authority tells Kela of participations.
    private static readonly Citation Participating = new("1290/2002 (section not read)", Certainty.Unsure);

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
            Flow = "F01",
            Kind = BasisKind.Duty,
            Citations = [Prolonged],
            Holder = ParticipantRole.SocialInsurance,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.SocialAssistanceMonths],
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F05",
            Kind = BasisKind.Right,
            Citations = [Order, Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.JobSearchStanding],
            Case = PartyOfPlan,
        },
        new()
        {
            // Before the labour authority has a case of its own, the region's is the open one. What can be shown above comes first.
            Flow = "F05",
            Kind = BasisKind.Right,
            Citations = [Order, Informing],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.JobSearchStanding],
            Case = new(CaseOwner.Requester, [CaseKind.ProlongedAssistance], RequesterIsParty: false),
        },
        new()
        {
            Flow = "F04",
            Kind = BasisKind.Duty,
            Citations = [Prolonged, Informing],
            Holder = ParticipantRole.SocialCare,
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.RegionReferral],
            NeedsOwnNotice = true,
            Case = new(CaseOwner.Holder, [CaseKind.ProlongedAssistance], RequesterIsParty: false),
            NamesPerson = true,
        },
        new()
        {
            Flow = "F11",
            Kind = BasisKind.Duty,
            Citations = [Organising, Informing],
            Holder = ParticipantRole.SocialCare,
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.RehabilitativeWork],
            Categories = [DataCategory.Placement],
            NeedsOwnNotice = true,
        },
        new()
        {
            Flow = "F12",
            Kind = BasisKind.Duty,
            Citations = [Participating],
            Holder = ParticipantRole.LabourAuthority,
            Recipients = [ParticipantRole.SocialInsurance],
            Purposes = [Purpose.BenefitPayment],
            Categories = [DataCategory.ServiceParticipation],
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F13",
            Kind = BasisKind.Duty,
            Citations = [Organising],
            Holder = ParticipantRole.SocialCare,
            Recipients = [ParticipantRole.Municipality],
            Purposes = [Purpose.RehabilitativeWork],
            Categories = [DataCategory.PlacementDetails],
            Case = new(CaseOwner.Holder, [CaseKind.RehabilitativeWork], RequesterIsParty: true),
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
