using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>F11 to F13, F22, F23, F29, F32: places, participations, obligations and what benefits need.</summary>
internal static class WorkAndBenefitRules
{
    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        new()
        {
            Flow = "F11",
            Kind = BasisKind.Duty,
            Citations = [Sections.Organising, Sections.Informing],
            Holders = [ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.RehabilitativeWork],
            Categories = [DataCategory.Placement],
            Necessity = "Provider and days: the labour-policy statement needs them.",
            NeedsOwnNotice = true,
        },
        new()
        {
            Flow = "F12",
            Kind = BasisKind.Duty,
            Citations = [Sections.Participating],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.SocialInsurance],
            Purposes = [Purpose.BenefitPayment],
            Categories = [DataCategory.ServiceParticipation],
            Necessity = "Kind and period of the service: compensation is paid by them.",
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            // A workplace is no authority: under a contact ban a person finds another way to let the client begin.
            Flow = "F13",
            Kind = BasisKind.Duty,
            Citations = [Sections.Organising],
            Holders = [ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.Municipality],
            Purposes = [Purpose.RehabilitativeWork],
            Categories = [DataCategory.PlacementDetails],
            Necessity = "Who comes, when, how reached and which guidance; no diagnoses, no identity code.",
            Case = new(CaseOwner.Holder, [CaseKind.RehabilitativeWork], RequesterIsParty: true),
        },
        new()
        {
            Flow = "F22",
            Kind = BasisKind.Right,
            Citations = [Sections.Obligation],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.EmploymentObligation],
            Categories = [DataCategory.AllowanceMaximum],
            Necessity = "The day alone: the list of those to whom work is to be arranged.",
            Case = new(CaseOwner.Requester, [CaseKind.JobSearch], RequesterIsParty: false, Attested: true),
            NamesPerson = true,
        },
        new()
        {
            // An authority that must arrange work for the person cannot do it without reaching him or her.
            Flow = "F23",
            Kind = BasisKind.Duty,
            Citations = [Sections.Obligation],
            Holders = [ParticipantRole.LabourAuthority],
            Recipients = [ParticipantRole.Municipality],
            Purposes = [Purpose.EmploymentObligation],
            Categories = [DataCategory.EmploymentObligation],
            Necessity = "Person, start, six months and contact: the municipality must offer work from that day on.",
            NeedsOwnNotice = true,
            NamesPerson = true,
            DespiteContactBan = true,
        },
        new()
        {
            Flow = "F29",
            Kind = BasisKind.Duty,
            Citations = [Sections.Cofinancing],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.Municipality],
            Purposes = [Purpose.MunicipalCofinancing],
            Categories = [DataCategory.BenefitDays],
            Necessity = "Days of those whose subsidy the municipality pays a part of.",
            NeedsOwnNotice = true,
            NamesPerson = true,
            IsOn = false,
        },
        new()
        {
            Flow = "F32",
            Kind = BasisKind.Duty,
            Citations = [Sections.Informing],
            Holders = [ParticipantRole.SocialCare],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.ServiceEvent],
            Necessity = "Plan, service, state and a reason code: the plan's owner follows it by them.",
            NeedsOwnNotice = true,
        },
        new()
        {
            Flow = "F32",
            Kind = BasisKind.Duty,
            Citations = [Sections.FollowingServices],
            Holders = [ParticipantRole.Municipality, ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority],
            Purposes = [Purpose.ActivationPlanFollowUp],
            Categories = [DataCategory.ServiceEvent],
            Necessity = "As above, from organisers that did not make the plan.",
            NeedsOwnNotice = true,
        },
    ];
}
