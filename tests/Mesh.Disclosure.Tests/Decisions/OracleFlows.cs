using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Section 4 of the domain model, written down a second time: letters for roles (T labour authority, H social care, L social insurance,
/// M municipality), one line for each way. <c>D</c> duty, <c>R</c> right, <c>C</c> consent. What shows the case: <c>notice</c>, the
/// holder's own; <c>notice+</c>, and its case is open; <c>party</c>, an own open case of which the requester is a party;
/// <c>asks</c>: a professional of the holder must say yes first. <c>theirs</c>, a notice or the requester's word; <c>joined</c>, an own case or its owner's token; <c>joined?</c>, or the requester's word.
/// </summary>
public sealed record OracleFlow(
    string Id, string Basis, string From, string To, Purpose[] For, DataCategory[] What, string Needs, CaseKind[] Kinds, bool EvenBanned, bool Off, bool Asks)
{
    private const string Lines = """
        F02 D L>T ActivationPlanNeed BenefitDays notice -
        F02 R L>T ActivationPlanNeed,JointService BenefitDays theirs JobSearch,ActivationPlan
        F03 D T>H ActivationPlanDrafting PlanInvitation notice+ ActivationPlan
        F07 D T>H ActivationPlanDrafting PlanCopy party ActivationPlan
        F08 D T>H ActivationPlanFollowUp PlanCopy party ActivationPlan
        F09 D T>H ActivationPlanFollowUp PlanFollowUp party ActivationPlan
        F01 D L>H ActivationPlanNeed SocialAssistanceMonths notice -
        F05 R T>H ActivationPlanNeed JobSearchStanding party ActivationPlan
        F05 R T>H ActivationPlanNeed JobSearchStanding theirs ProlongedAssistance
        F04 D H>T ActivationPlanDrafting RegionReferral notice+ ProlongedAssistance
        F06 R TH>TH ActivationPlanDrafting DraftingBackground,CapacityLimits joined ActivationPlan asks
        F06 R TH>TH ActivationPlanDrafting DraftingBackground joined? ActivationPlan
        F10 D T>H ActivationPlanFollowUp PlanInterruption party ActivationPlan
        F10 D H>T ActivationPlanFollowUp PlanInterruption notice -
        F11 D H>T RehabilitativeWork Placement notice -
        F12 D T>L BenefitPayment ServiceParticipation notice -
        F13 D H>M RehabilitativeWork PlacementDetails party RehabilitativeWork
        F22 R L>T EmploymentObligation AllowanceMaximum theirs JobSearch
        F23 D T>M EmploymentObligation EmploymentObligation notice - evenbanned
        F29 D L>M MunicipalCofinancing BenefitDays notice - off
        F32 D H>T ActivationPlanFollowUp ServiceEvent notice -
        F32 D ML>T ActivationPlanFollowUp ServiceEvent notice -
        F14 D THL>THLM JointService JointServiceReferral notice -
        F15 R THL>THL JointService MappingCase,MappingSkills,MappingSocialSituation,MappingCapacity,MappingServiceNeed,MappingPlan joined JointService asks
        F15 C THL>THL JointService MappingCase,MappingSkills,MappingSocialSituation,MappingCapacity,MappingServiceNeed,MappingPlan consent -
        F16 D TM>HL JointService JointEmploymentPlan notice -
        F17 R L>TH JointService RehabilitationDecision joined JointService
        F17 C L>TH JointService RehabilitationDecision consent -
        F25 R THLM>THLM ActivationPlanDrafting,ActivationPlanFollowUp,JointService ResponsibleWorker joined ActivationPlan,JointService
        F25 C THLM>THLM EmploymentSupport,ClientSummary ResponsibleWorker consent -
        F18 C M>TH EmploymentSupport EmploymentServices consent -
        F18 R THLM>THLM ClientSummary ServicePointers joined ActivationPlan,JointService
        F18 C THLM>THLM ClientSummary ServicePointers consent -
        F31 R THLM>THLM ClientSummary AssessmentPointers joined ActivationPlan,JointService
        F31 C THLM>THLM ClientSummary AssessmentPointers consent -
        F19 C H>TL WorkAbility WorkAbilityResult,CapacityLimits,BStatement consent - asks
        F20 C TM>H WorkAbility HealthCheckReferral consent -
        F21 C TH>THM EmploymentSupport FunctionalAbilityScores consent -
        F21 C TH>THM Research FunctionalAbilityScores consent -
        F27 C THM>THLM Consultation ConsultationQuestion consent -
        F35 C H>L WorkAbility BStatementReference consent -
        F35 C L>H WorkAbility BStatementOutcome consent -
        """;

    /// <summary>Every line, those that are off among them.</summary>
    public static IReadOnlyList<OracleFlow> All { get; } = [.. Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>Whether it is a line between these two.</summary>
    public bool IsBetween(Participation holder, Participation requester) =>
        Letter(holder) != Letter(requester) && From.Contains(Letter(holder)) && To.Contains(Letter(requester));

    /// <summary>Participations by letter: each of the pairs of the line.</summary>
    public IEnumerable<(Participation Holder, Participation Requester)> Pairs =>
        from holder in From from requester in To where holder != requester select (Of(holder), Of(requester));

    public static char Letter(Participation one) => one.Role switch
    {
        ParticipantRole.LabourAuthority => 'T',
        ParticipantRole.SocialCare => 'H',
        ParticipantRole.SocialInsurance => 'L',
        _ => 'M',
    };

    public static Participation Of(char letter) => letter switch
    {
        'T' => People.TeOffice,
        'H' => People.Region,
        'L' => People.Kela,
        _ => People.Municipality,
    };

    private static OracleFlow Read(string line)
    {
        var words = line.Split(' ');
        var ends = words[2].Split('>');
        return new(
            words[0],
            words[1] switch { "D" => "Duty", "R" => "Right", _ => "Consent" },
            ends[0],
            ends[1],
            Values<Purpose>(words[3]),
            Values<DataCategory>(words[4]),
            words[5],
            words[6] == "-" ? [] : Values<CaseKind>(words[6]),
            words[^1] == "evenbanned",
            words[^1] == "off",
            words[^1] == "asks");
    }

    private static T[] Values<T>(string names)
        where T : struct, Enum => [.. names.Split(',').Select(Enum.Parse<T>)];
}
