using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>F14 to F17 and F25: joint services. The register of a joint service is not always the labour authority's; hence holders in the plural.</summary>
internal static class JointServiceRules
{
    private static readonly ParticipantRole[] Anyone =
        [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.SocialInsurance, ParticipantRole.Municipality];

    private static readonly ParticipantRole[] Authorities =
        [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.SocialInsurance];

    private static readonly DataCategory[] Mapping =
    [
        DataCategory.MappingCase, DataCategory.MappingSkills, DataCategory.MappingSocialSituation, DataCategory.MappingCapacity,
        DataCategory.MappingServiceNeed, DataCategory.MappingPlan,
    ];

    private static readonly CaseCondition InJointService = new(CaseOwner.Joint, [CaseKind.JointService], RequesterIsParty: true);

    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        new()
        {
            Flow = "F14",
            Kind = BasisKind.Duty,
            Citations = [Sections.JointService],
            Holders = Authorities,
            Recipients = Anyone,
            Purposes = [Purpose.JointService],
            Categories = [DataCategory.JointServiceReferral],
            Necessity = "Person, rule, reason and organisations needed: a case is opened by them.",
            NeedsOwnNotice = true,
            NamesPerson = true,
        },
        new()
        {
            Flow = "F15",
            Kind = BasisKind.Right,
            Citations = [Sections.MappingParts, Sections.NecessaryParts],
            Holders = Authorities,
            Recipients = Authorities,
            Purposes = [Purpose.JointService],
            Categories = Mapping,
            Necessity = "The seven categories that the act lists, identity being the code beside them; each part is its author's.",
            Case = InJointService,
            NamesPerson = true,
            NeedsApproval = true,
        },
        new()
        {
            Flow = "F15",
            Kind = BasisKind.Consent,
            Holders = Authorities,
            Recipients = Authorities,
            Purposes = [Purpose.JointService],
            Categories = Mapping,
            Necessity = "What the client lets be mapped before a joint service is open.",
            NamesPerson = true,
        },
        new()
        {
            Flow = "F16",
            Kind = BasisKind.Duty,
            Citations = [Sections.JointPlan],
            Holders = [ParticipantRole.LabourAuthority, ParticipantRole.Municipality],
            Recipients = [ParticipantRole.SocialCare, ParticipantRole.SocialInsurance],
            Purposes = [Purpose.JointService],
            Categories = [DataCategory.JointEmploymentPlan],
            Necessity = "Services by organiser and dates: each stores its own.",
            NeedsOwnNotice = true,
        },
        new()
        {
            Flow = "F17",
            Kind = BasisKind.Right,
            Citations = [Sections.NecessaryParts],
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.JointService],
            Categories = [DataCategory.RehabilitationDecision],
            Necessity = "Type and period of the decision; not its grounds.",
            Case = InJointService,
        },
        new()
        {
            Flow = "F17",
            Kind = BasisKind.Consent,
            Holders = [ParticipantRole.SocialInsurance],
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.JointService],
            Categories = [DataCategory.RehabilitationDecision],
            Necessity = "As above, outside a joint service.",
        },
        new()
        {
            Flow = "F25",
            Kind = BasisKind.Right,
            Citations = [Sections.Informing, Sections.NecessaryParts],
            Holders = Anyone,
            Recipients = Anyone,
            Purposes = [Purpose.ActivationPlanDrafting, Purpose.ActivationPlanFollowUp, Purpose.JointService],
            Categories = [DataCategory.ResponsibleWorker],
            Necessity = "Name, unit and first day of the worker to turn to.",
            Case = new(CaseOwner.Joint, [CaseKind.ActivationPlan, CaseKind.JointService], RequesterIsParty: true),
        },
        new()
        {
            Flow = "F25",
            Kind = BasisKind.Consent,
            Holders = Anyone,
            Recipients = Anyone,
            Purposes = [Purpose.EmploymentSupport, Purpose.ClientSummary],
            Categories = [DataCategory.ResponsibleWorker],
            Necessity = "As above, for a network outside a statutory case.",
        },
    ];
}
