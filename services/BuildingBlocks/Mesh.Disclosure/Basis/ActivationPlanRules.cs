using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>F01 to F10: from the first notice to an activation plan's interruption.</summary>
internal static class ActivationPlanRules
{
    private static readonly CaseCondition PartyOfPlan =
        new(CaseOwner.Holder, [CaseKind.ActivationPlan], RequesterIsParty: true);

    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        new()
        {
            Flow = "F02",
            Kind = BasisKind.Duty,
            Citations = [Sections.Launching, Sections.PaidDays],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.BenefitDays],
            Necessity = "The rules of need count paid days within windows and nothing else of the benefit.",
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F02",
            Kind = BasisKind.Right,
            Citations = [Sections.Launching, Sections.PaidDays],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanNeed, Purpose.JointService],
            Categories = [DataCategory.BenefitDays],
            Necessity = "As by duty, where the labour authority asks first; the joint service's target group counts paid days at any age.",
            Case = new(CaseOwner.Requester, [CaseKind.JobSearch, CaseKind.ActivationPlan], RequesterIsParty: false, Attested: true),
            NamesPerson = true,
        },
        new()
        {
            // The notice is the invitation itself, so the region need not be a party of the case yet; the case must still be open.
            Flow = "F03",
            Kind = BasisKind.Duty,
            Citations = [Sections.Making, Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.PlanInvitation],
            Necessity = "Whoever names a representative must know for whom, by which rule and when.",
            NeedsOwnNotice = true,
            Case = new(CaseOwner.Holder, [CaseKind.ActivationPlan], RequesterIsParty: false),
            NamesPerson = true,
        },
        new()
        {
            Flow = "F07",
            Kind = BasisKind.Duty,
            Citations = [Sections.Signing, Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.PlanCopy],
            Necessity = "Nobody signs what it has not seen: the version with the signatures so far.",
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F08",
            Kind = BasisKind.Duty,
            Citations = [Sections.Signing, Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanCopy],
            Necessity = "The plan is stored in both registers.",
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F09",
            Kind = BasisKind.Duty,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanFollowUp],
            Necessity = "Days of reviews, so that the region attends; not what was said in them.",
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F01",
            Kind = BasisKind.Duty,
            Citations = [Sections.Prolonged],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.SocialAssistanceMonths],
            Necessity = "Months, age group and municipality tell whether a plan is to be made; no sums, no grounds.",
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F05",
            Kind = BasisKind.Right,
            Citations = [Sections.Order, Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.JobSearchStanding],
            Necessity = "Yes or no and a day: the region may not start measures before.",
            Case = PartyOfPlan,
        },
        new()
        {
            // Before the labour authority has a case of its own, the region's is the open one. What can be shown above comes first.
            Flow = "F05",
            Kind = BasisKind.Right,
            Citations = [Sections.Order, Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanNeed],
            Categories = [DataCategory.JobSearchStanding],
            Necessity = "As above, before there is a plan case.",
            Case = new(CaseOwner.Requester, [CaseKind.ProlongedAssistance], RequesterIsParty: false, Attested: true),
        },
        new()
        {
            Flow = "F04",
            Kind = BasisKind.Duty,
            Citations = [Sections.Prolonged, Sections.Informing],
            Holders = [ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.RegionReferral],
            Necessity = "Whom to invite and why; what the region did before is not among it.",
            NeedsOwnNotice = true,
            Case = new(CaseOwner.Holder, [CaseKind.ProlongedAssistance], RequesterIsParty: false),
            NamesPerson = true,
        },
        new()
        {
            Flow = "F06",
            Kind = BasisKind.Right,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.DraftingBackground, DataCategory.CapacityLimits],
            Necessity = "The plan rests on education, work history and earlier services, and must fit the client's capacity; no diagnoses.",
            Case = new(CaseOwner.Joint, [CaseKind.ActivationPlan], RequesterIsParty: true),
            NeedsApproval = true,
        },
        new()
        {
            // The owner of the plan case has no token to show; its word opens the background, and never what CON-8 names. Nobody need
            // approve that alone.
            Flow = "F06",
            Kind = BasisKind.Right,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanDrafting],
            Categories = [DataCategory.DraftingBackground],
            Necessity = "As above, without capacity: the case is no more than attested.",
            Case = new(CaseOwner.Joint, [CaseKind.ActivationPlan], RequesterIsParty: true, Attested: true),
        },
        new()
        {
            Flow = "F10",
            Kind = BasisKind.Duty,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialCare],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanInterruption],
            Necessity = "Ground, day, decision and hearing: the other stops its own timers by them.",
            Case = PartyOfPlan,
        },
        new()
        {
            Flow = "F10",
            Kind = BasisKind.Duty,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.PlanInterruption],
            Necessity = "As above; the case is the labour authority's, so the region's own notice shows it.",
            NeedsOwnNotice = true,
        },
    ];
}
