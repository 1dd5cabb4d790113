using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>F18 to F21, F27, F31, F35: what is the client's own to open, pointers of a client summary and health first of all.</summary>
internal static class SummaryAndHealthRules
{
    private static readonly ParticipantRole[] Anyone =
        [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.SocialInsurance, ParticipantRole.Municipality];

    // CON-11: a pointer, too, needs consent unless a statutory case joins holder and requester. A word of the requester's joins nobody.
    private static readonly CaseCondition JoinedByCase =
        new(CaseOwner.Joint, [CaseKind.ActivationPlan, CaseKind.JointService], RequesterIsParty: true);

    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        new()
        {
            Flow = "F18",
            Kind = BasisKind.Consent,
            Holders = [ParticipantRole.Municipality],
            Recipients = [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            Purposes = [Purpose.EmploymentSupport],
            Categories = [DataCategory.EmploymentServices],
            Necessity = "The services as far as the client lets them be seen.",
        },
        Pointers("F18", BasisKind.Right, DataCategory.ServicePointers, "That a service exists, where and when; nothing of its content."),
        Pointers("F18", BasisKind.Consent, DataCategory.ServicePointers, "As above, where no statutory case joins the two."),
        Pointers("F31", BasisKind.Right, DataCategory.AssessmentPointers, "That an assessment or plan exists, so that no second one is ordered."),
        Pointers("F31", BasisKind.Consent, DataCategory.AssessmentPointers, "As above, where no statutory case joins the two."),
        ByConsent(
            "F19", [ParticipantRole.SocialCare], [ParticipantRole.LabourAuthority, ParticipantRole.SocialInsurance], Purpose.WorkAbility,
            [DataCategory.WorkAbilityResult, DataCategory.CapacityLimits, DataCategory.BStatement],
            "Outcome and limits relevant to work; the document only where the consent names it.") with { NeedsApproval = true },
        ByConsent(
            "F20", [ParticipantRole.LabourAuthority, ParticipantRole.Municipality], [ParticipantRole.SocialCare], Purpose.WorkAbility,
            [DataCategory.HealthCheckReferral],
            "Person, contact and ground of the referral; the region answers done or not done.") with { NamesPerson = true },
        ByConsent(
            "F21", [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.Municipality], Purpose.EmploymentSupport,
            [DataCategory.FunctionalAbilityScores],
            "Scores and day, to compare with later ones."),
        ByConsent(
            "F21", [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare],
            [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.Municipality], Purpose.Research,
            [DataCategory.FunctionalAbilityScores],
            "For whoever compiles the research copy; a copy to THL leaves the mesh pseudonymous, and by no rule of this table."),
        ByConsent(
            "F27", [ParticipantRole.LabourAuthority, ParticipantRole.SocialCare, ParticipantRole.Municipality], Anyone, Purpose.Consultation,
            [DataCategory.ConsultationQuestion],
            "The question with its person; without the person it needs no rule.") with { NamesPerson = true },
        ByConsent(
            "F35", [ParticipantRole.SocialCare], [ParticipantRole.SocialInsurance], Purpose.WorkAbility,
            [DataCategory.BStatementReference],
            "A reference: the document takes its own road."),
        ByConsent(
            "F35", [ParticipantRole.SocialInsurance], [ParticipantRole.SocialCare], Purpose.WorkAbility,
            [DataCategory.BStatementOutcome],
            "A code: what became of the statement."),
    ];

    private static DisclosureRule Pointers(string flow, BasisKind kind, DataCategory category, string necessity) => new()
    {
        Flow = flow,
        Kind = kind,
        Citations = kind == BasisKind.Right ? [Sections.Informing, Sections.NecessaryParts] : [],
        Holders = Anyone,
        Recipients = Anyone,
        Purposes = [Purpose.ClientSummary],
        Categories = [category],
        Necessity = necessity,
        Case = kind == BasisKind.Right ? JoinedByCase : null,
    };

    private static DisclosureRule ByConsent(
        string flow,
        IReadOnlyList<ParticipantRole> holders,
        IReadOnlyList<ParticipantRole> recipients,
        Purpose purpose,
        IReadOnlyList<DataCategory> categories,
        string necessity) => new()
    {
        Flow = flow,
        Kind = BasisKind.Consent,
        Holders = holders,
        Recipients = recipients,
        Purposes = [purpose],
        Categories = categories,
        Necessity = necessity,
    };
}
