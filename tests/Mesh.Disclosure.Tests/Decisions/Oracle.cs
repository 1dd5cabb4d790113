using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// The decision written a second time, from the domain model's prose and without the rule table: slow, flat, with every flow spelled
/// out. Gives one line that says everything a decision says.
/// </summary>
public static class Oracle
{
    private const DataCategory Days = DataCategory.BenefitDays;
    private const DataCategory Invitation = DataCategory.PlanInvitation;
    private const DataCategory Copy = DataCategory.PlanCopy;
    private const DataCategory FollowUp = DataCategory.PlanFollowUp;
    private const DataCategory Services = DataCategory.EmploymentServices;

    public static string Expect(DisclosureAttempt a, HolderFacts f)
    {
        var asked = a.Categories.Distinct().ToList();
        string Permit(string basis, DataCategory given, List<DataCategory> of, string by) =>
            $"PERMIT {basis} given {given} withheld {string.Join(',', of.Where(c => c != given))} {by} passed "
            + (basis.StartsWith("Consent", StringComparison.Ordinal) ? "" : Passed(a, f, given));
        if (a.Requester is null || a.Subject is null || (int)a.Purpose is < 1 or > 6 || asked.Count == 0 || asked.Any(c => (int)c is < 1 or > 11))
        {
            return "DENY INCOMPLETE NO_BASIS";
        }

        if (f.SubjectId is not { } who)
        {
            return "DENY SUBJECT_UNKNOWN NO_BASIS";
        }

        var requester = a.Requester.Value;
        SentNotice? NoticeToThem(Guid id) => f.Notices.FirstOrDefault(n => n.NoticeId == id && n.SubjectId == who && n.Recipient == requester);
        if (a.Subject is SubjectReference.ByNotice byNotice && NoticeToThem(byNotice.NoticeId) is null)
        {
            return "DENY NOTICE_OF_ANOTHER NO_BASIS";
        }

        if (a.Subject is SubjectReference.ByCase byCase
            && !f.Cases.Any(c => c.CaseId == byCase.CaseId && c.SubjectId == who && c.Parties.Contains(requester)))
        {
            return "DENY CASE_OF_ANOTHER NO_BASIS";
        }

        var notice = (a.Subject is SubjectReference.ByNotice s ? NoticeToThem(s.NoticeId) : null)
            ?? (a.Proof is OfferedProof.Notice p ? NoticeToThem(p.NoticeId) : null);
        var misses = new List<string>();
        var (from, to) = (f.Holder.Role, requester.Role);
        bool Is(ParticipantRole holder, ParticipantRole recipient) => from == holder && to == recipient;

        // The open case of a kind that the requester is a party of; the one pointed at, if one is.
        (KnownCase? Found, string Lacking) CaseAsParty(CaseKind kind)
        {
            Guid? meant = a.Subject is SubjectReference.ByCase named ? named.CaseId : notice?.CaseId;
            var cases = f.Cases.Where(c => c.SubjectId == who && c.Kind == kind && (meant is null || c.CaseId == meant)).ToList();
            return (
                cases.Where(c => c.Open && c.Parties.Contains(requester)).OrderBy(c => c.CaseId).FirstOrDefault(),
                cases.Count == 0 ? "NO_OPEN_CASE" : cases.Any(c => c.Open) ? "NOT_A_PARTY" : "CASE_CLOSED");
        }

        // Duty.
        if (Is(ParticipantRole.SocialInsurance, ParticipantRole.LabourAuthority) && asked.Contains(Days) && a.Purpose == Purpose.ActivationPlanNeed)
        {
            if (notice is not null)
            {
                return Permit("Duty F02", Days, asked, $"OwnNotice {notice.NoticeId} {notice.CaseId}");
            }

            misses.Add("NO_NOTICE");
        }

        if (Is(ParticipantRole.LabourAuthority, ParticipantRole.SocialCare))
        {
            if (a.Purpose == Purpose.ActivationPlanDrafting && asked.Contains(Invitation))
            {
                var plan = f.Cases.FirstOrDefault(c => c.CaseId == notice?.CaseId && c.SubjectId == who && c.Kind == CaseKind.ActivationPlan);
                if (notice is not null && plan is { Open: true })
                {
                    return Permit("Duty F03", Invitation, asked, $"OwnNotice {notice.NoticeId} {plan.CaseId}");
                }

                misses.Add(notice is null ? "NO_NOTICE" : plan is null ? "NO_OPEN_CASE" : "CASE_CLOSED");
            }

            foreach (var (flow, purpose, category) in new[]
            {
                ("F07", Purpose.ActivationPlanDrafting, Copy),
                ("F08", Purpose.ActivationPlanFollowUp, Copy),
                ("F09", Purpose.ActivationPlanFollowUp, FollowUp),
            })
            {
                if (a.Purpose != purpose || !asked.Contains(category))
                {
                    continue;
                }

                var (good, lacking) = CaseAsParty(CaseKind.ActivationPlan);
                if (good is not null)
                {
                    return Permit($"Duty {flow}", category, asked, $"OwnCase {good.CaseId} {good.CaseId}");
                }

                misses.Add(lacking);
            }
        }

        if (a.Purpose == Purpose.ActivationPlanNeed && Is(ParticipantRole.SocialInsurance, ParticipantRole.SocialCare)
            && asked.Contains(DataCategory.SocialAssistanceMonths))
        {
            if (notice is not null)
            {
                return Permit("Duty F01", DataCategory.SocialAssistanceMonths, asked, $"OwnNotice {notice.NoticeId} {notice.CaseId}");
            }

            misses.Add("NO_NOTICE");
        }

        if (a.Purpose == Purpose.ActivationPlanDrafting && Is(ParticipantRole.SocialCare, ParticipantRole.LabourAuthority)
            && asked.Contains(DataCategory.RegionReferral))
        {
            var referred = f.Cases.FirstOrDefault(c => c.CaseId == notice?.CaseId && c.SubjectId == who && c.Kind == CaseKind.ProlongedAssistance);
            if (notice is not null && referred is { Open: true })
            {
                return Permit("Duty F04", DataCategory.RegionReferral, asked, $"OwnNotice {notice.NoticeId} {referred.CaseId}");
            }

            misses.Add(notice is null ? "NO_NOTICE" : referred is null ? "NO_OPEN_CASE" : "CASE_CLOSED");
        }

        if (a.Purpose == Purpose.RehabilitativeWork && Is(ParticipantRole.SocialCare, ParticipantRole.LabourAuthority)
            && asked.Contains(DataCategory.Placement))
        {
            if (notice is not null)
            {
                return Permit("Duty F11", DataCategory.Placement, asked, $"OwnNotice {notice.NoticeId} {notice.CaseId}");
            }

            misses.Add("NO_NOTICE");
        }

        if (a.Purpose == Purpose.BenefitPayment && Is(ParticipantRole.LabourAuthority, ParticipantRole.SocialInsurance)
            && asked.Contains(DataCategory.ServiceParticipation))
        {
            if (notice is not null)
            {
                return Permit("Duty F12", DataCategory.ServiceParticipation, asked, $"OwnNotice {notice.NoticeId} {notice.CaseId}");
            }

            misses.Add("NO_NOTICE");
        }

        if (a.Purpose == Purpose.RehabilitativeWork && Is(ParticipantRole.SocialCare, ParticipantRole.Municipality)
            && asked.Contains(DataCategory.PlacementDetails))
        {
            var (place, lacking) = CaseAsParty(CaseKind.RehabilitativeWork);
            if (place is not null)
            {
                return Permit("Duty F13", DataCategory.PlacementDetails, asked, $"OwnCase {place.CaseId} {place.CaseId}");
            }

            misses.Add(lacking);
        }

        // Right.
        if (a.Purpose == Purpose.ActivationPlanNeed && Is(ParticipantRole.LabourAuthority, ParticipantRole.SocialCare)
            && asked.Contains(DataCategory.JobSearchStanding))
        {
            var (plan, lacking) = CaseAsParty(CaseKind.ActivationPlan);
            if (plan is not null)
            {
                return Permit("Right F05", DataCategory.JobSearchStanding, asked, $"OwnCase {plan.CaseId} {plan.CaseId}");
            }

            if (notice is not null)
            {
                return Permit("Right F05", DataCategory.JobSearchStanding, asked, $"OwnNotice {notice.NoticeId} {notice.CaseId}");
            }

            if (a.Proof is OfferedProof.Attestation { Kind: CaseKind.ProlongedAssistance } own)
            {
                return Permit("Right F05", DataCategory.JobSearchStanding, asked, $"Attestation {own.CaseId} {own.CaseId}");
            }

            misses.AddRange([lacking, "NO_OPEN_CASE"]);
        }

        if (Is(ParticipantRole.SocialInsurance, ParticipantRole.LabourAuthority) && asked.Contains(Days) && a.Purpose == Purpose.ActivationPlanNeed)
        {
            if (a.Proof is OfferedProof.Attestation { Kind: CaseKind.JobSearch or CaseKind.ActivationPlan } stated)
            {
                return Permit("Right F02", Days, asked, $"Attestation {stated.CaseId} {stated.CaseId}");
            }

            misses.Add("NO_OPEN_CASE");
        }

        // Consent.
        var consentRoles = from == ParticipantRole.Municipality && to is ParticipantRole.LabourAuthority or ParticipantRole.SocialCare
            && from == ParticipantRole.Municipality;
        if (consentRoles && asked.Contains(Services) && a.Purpose == Purpose.EmploymentSupport)
        {
            bool Reaches(ConsentState c) => c.Recipient switch
            {
                ConsentRecipient.Named one => one.Participation == requester,
                ConsentRecipient.RoleOfArea area => area.Role == to && f.RequesterServes.Any(m => m == area.Municipality || m == "*"),
                _ => false,
            };
            var refused = f.Refusals.Any(r => !r.Lifted && r.From <= f.Now
                && (r.Recipient is null || r.Recipient == requester)
                && (r.Purposes.Count == 0 || r.Purposes.Contains(Purpose.EmploymentSupport))
                && (r.Categories.Count == 0 || r.Categories.Contains(Services)));
            if (refused)
            {
                return "DENY " + Nearest([.. misses, "CLIENT_REFUSED"]);
            }

            var scoped = f.Consents
                .Where(c => Reaches(c) && c.Purpose == Purpose.EmploymentSupport && c.Categories.Contains(Services)).ToList();
            var live = scoped.Where(c => !c.Withdrawn && f.Now >= c.Validity.From && f.Now < c.Validity.To).OrderBy(c => c.ConsentId).FirstOrDefault();
            if (live is not null)
            {
                return Permit("Consent F18", Services, asked, $"consent {live.ConsentId} {live.Revision}");
            }

            misses.AddRange(scoped.Select(c => f.Now < c.Validity.From ? "CONSENT_NOT_YET_VALID" : f.Now >= c.Validity.To ? "CONSENT_EXPIRED" : "CONSENT_REVOKED"));
            misses.AddRange(f.Consents.Select(c => (Reaches(c), c.Purpose == Purpose.EmploymentSupport, c.Categories.Contains(Services)) switch
            {
                (true, true, false) => "CONSENT_OTHER_CATEGORY",
                (true, false, true) => "CONSENT_OTHER_PURPOSE",
                (false, true, true) => "CONSENT_OTHER_RECIPIENT",
                _ => "NO_CONSENT",
            }));
            misses.Add("NO_CONSENT");
        }

        if (misses.Count == 0)
        {
            var any = (Is(ParticipantRole.SocialInsurance, ParticipantRole.LabourAuthority) && asked.Contains(Days))
                || (Is(ParticipantRole.LabourAuthority, ParticipantRole.SocialCare)
                    && asked.Any(c => c is Invitation or Copy or FollowUp or DataCategory.JobSearchStanding))
                || (Is(ParticipantRole.SocialInsurance, ParticipantRole.SocialCare) && asked.Contains(DataCategory.SocialAssistanceMonths))
                || (Is(ParticipantRole.SocialCare, ParticipantRole.LabourAuthority)
                    && asked.Any(c => c is DataCategory.RegionReferral or DataCategory.Placement))
                || (Is(ParticipantRole.LabourAuthority, ParticipantRole.SocialInsurance) && asked.Contains(DataCategory.ServiceParticipation))
                || (Is(ParticipantRole.SocialCare, ParticipantRole.Municipality) && asked.Contains(DataCategory.PlacementDetails))
                || (consentRoles && asked.Contains(Services));
            misses.Add(any ? "OTHER_PURPOSE" : "NO_RULE");
        }

        return "DENY " + Nearest(misses);
    }

    private static string Nearest(IReadOnlyCollection<string> misses)
    {
        string[] order =
        [
            "CONSENT_REVOKED", "CLIENT_REFUSED", "CONSENT_NOT_YET_VALID", "CONSENT_EXPIRED", "CASE_CLOSED", "NOT_A_PARTY", "NO_OPEN_CASE", "NO_NOTICE",
            "NO_RULE", "OTHER_PURPOSE", "CONSENT_OTHER_CATEGORY", "CONSENT_OTHER_PURPOSE", "CONSENT_OTHER_RECIPIENT", "NO_CONSENT",
        ];
        var reason = order.First(misses.Contains);
        return $"{reason} {(reason == "CONSENT_REVOKED" ? "CONSENT_REVOKED" : "NO_BASIS")}";
    }

    /// <summary>What was decided, in the oracle's words.</summary>
    public static string Tell(Decision decision) => decision switch
    {
        Decision.Deny deny => $"DENY {deny.Reason.Code()} {deny.ShownReason}",
        Decision.Permit { Ground: var ground } permit =>
            $"PERMIT {ground.Rule.Kind} {ground.Rule.Flow} given {string.Join(',', permit.Given)} withheld {string.Join(',', permit.Withheld)} "
            + (ground.Consent is { } consent
                ? $"consent {consent.ConsentId} {consent.Revision}"
                : $"{ground.Proof!.Kind} {ground.Proof.Reference} {ground.Proof.CaseId}")
            + $" passed {ground.RefusalPassed}",
        _ => "?",
    };

    private static string Passed(DisclosureAttempt a, HolderFacts f, DataCategory given) => f.Refusals
        .Where(r => !r.Lifted && r.From <= f.Now)
        .Where(r => r.Recipient is null || r.Recipient == a.Requester)
        .Where(r => r.Purposes.Count == 0 || r.Purposes.Contains(a.Purpose))
        .Where(r => r.Categories.Count == 0 || r.Categories.Contains(given))
        .OrderBy(r => r.From).ThenBy(r => r.RefusalId)
        .Select(r => r.RefusalId.ToString())
        .FirstOrDefault("");
}
