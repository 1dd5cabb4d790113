using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// The decision written a second time, from the domain model's prose over <see cref="OracleFlow"/> and without the rule table: slow and
/// flat. Gives one line that says everything a decision says.
/// </summary>
public static class Oracle
{
    public const int Purposes = 14;
    public const int Categories = 36;

    private static readonly DataCategory[] Contact =
        [DataCategory.PlacementDetails, DataCategory.EmploymentObligation, DataCategory.HealthCheckReferral];

    // Of several things lacking, the first of these is told.
    private static readonly string[] Order =
    [
        "CONSENT_REVOKED", "CLIENT_REFUSED", "CONTACT_BAN", "CONSENT_NOT_YET_VALID", "CONSENT_EXPIRED", "CASE_CLOSED", "NOT_A_PARTY",
        "TOKEN_OF_ANOTHER", "TOKEN_PARTIES", "TOKEN_KIND", "TOKEN_EXPIRED", "TOKEN_NOT_YET_VALID", "TOKEN_TOO_LONG", "TOKEN_AUDIENCE",
        "TOKEN_ISSUER", "TOKEN_UNVERIFIED", "NO_OPEN_CASE", "NO_NOTICE", "NO_RULE", "OTHER_PURPOSE", "CONSENT_OTHER_CATEGORY",
        "CONSENT_OTHER_PURPOSE", "CONSENT_OTHER_RECIPIENT", "NO_CONSENT",
    ];

    public static string Expect(DisclosureAttempt a, HolderFacts f)
    {
        var asked = a.Categories.Distinct().ToList();
        if (a.Requester is not { } requester || a.Subject is null || (int)a.Purpose is < 1 or > Purposes
            || asked.Count == 0 || asked.Any(c => (int)c is < 1 or > Categories))
        {
            return Deny("INCOMPLETE");
        }

        if (f.SubjectId is not { } who)
        {
            return Deny("SUBJECT_UNKNOWN");
        }

        var mine = f.Notices.Where(n => n.SubjectId == who && n.Recipient == requester).ToList();
        if (a.Subject is SubjectReference.ByNotice byNotice && mine.All(n => n.NoticeId != byNotice.NoticeId))
        {
            return Deny("NOTICE_OF_ANOTHER");
        }

        if (a.Subject is SubjectReference.ByCase byCase
            && !f.Cases.Any(c => c.CaseId == byCase.CaseId && c.SubjectId == who && c.Parties.Contains(requester)))
        {
            return Deny("CASE_OF_ANOTHER");
        }

        var lines = OracleFlow.All.Where(l => !l.Off && l.IsBetween(f.Holder, requester) && l.What.Any(asked.Contains)).ToList();
        var here = lines.Where(l => l.For.Contains(a.Purpose)).ToList();
        List<string> misses = lines.Count == 0 ? ["NO_RULE"] : here.Count == 0 ? ["OTHER_PURPOSE"] : [];

        foreach (var basis in new[] { "Duty", "Right" })
        {
            (OracleFlow? Line, List<DataCategory> Given, string By) best = (null, [], "");
            foreach (var line in here.Where(l => l.Basis == basis))
            {
                var (by, lacking) = OracleCases.Show(line, a, f, who, requester, mine.FirstOrDefault());
                var given = asked.Where(c => line.What.Contains(c) && (line.EvenBanned || f.ContactBan is null || !Contact.Contains(c))).ToList();
                if (by is null)
                {
                    misses.Add(lacking);
                }
                else if (given.Count == 0)
                {
                    misses.Add("CONTACT_BAN");
                }
                else if (given.Count > best.Given.Count || (given.Count == best.Given.Count && best.Line is { Asks: true } && !line.Asks))
                {
                    best = (line, given, by);
                }
            }

            if (best.Line is not null)
            {
                var permit = Permit($"{basis} {best.Line.Id}", best.Given, asked, $"{best.By} passed {Passed(a, f, best.Given)}");
                return best.Line.Asks ? Asked(permit, a, f, best.Given) : permit;
            }
        }

        return ByConsent(a, f, asked, here, misses) ?? Deny(Order.First(misses.Contains));
    }

    /// <summary>What was decided, in the oracle's words.</summary>
    public static string Tell(Decision decision) => decision switch
    {
        Decision.Deny deny => $"DENY {deny.Reason.Code()} {deny.ShownReason}",
        Decision.Wait wait => "WAIT " + Tell(wait.Meant),
        Decision.Permit { Ground: var ground } permit => Permit(
            $"{ground.Rule.Kind} {ground.Rule.Flow}",
            permit.Given,
            [.. permit.Given, .. permit.Withheld],
            (ground.Consent is { } consent
                ? $"consent {consent.ConsentId} {consent.Revision}"
                : $"{ground.Proof!.Kind} {ground.Proof.Reference} {ground.Proof.CaseId}") + $" passed {ground.RefusalPassed}"),
        _ => "?",
    };

    private static string? ByConsent(
        DisclosureAttempt a, HolderFacts f, List<DataCategory> asked, List<OracleFlow> here, List<string> misses)
    {
        var consentLines = here.Where(l => l.Basis == "Consent").ToList();
        var open = asked.Where(c => consentLines.Any(l => l.What.Contains(c))).ToList();
        var banned = open.Where(c => f.ContactBan is not null && Contact.Contains(c)).ToList();
        var refused = open.Where(c => f.Refusals.Any(r => IsRefused(r, a, f, c))).ToList();
        misses.AddRange(banned.Select(_ => "CONTACT_BAN").Concat(refused.Select(_ => "CLIENT_REFUSED")));
        open.RemoveAll(c => banned.Contains(c) || refused.Contains(c));
        if (open.Count == 0)
        {
            return null;
        }

        misses.Add("NO_CONSENT");
        (ConsentState? Consent, List<DataCategory> Given) best = (null, []);
        foreach (var consent in f.Consents.OrderBy(c => c.ConsentId))
        {
            var reaches = consent.Recipient switch
            {
                ConsentRecipient.Named one => one.Participation == a.Requester,
                ConsentRecipient.RoleOfArea area => area.Role == a.Requester!.Value.Role
                    && f.RequesterServes.Any(m => m == area.Municipality || m == "*"),
                _ => false,
            };
            var given = open.Where(consent.Categories.Contains).ToList();
            var miss = (reaches, consent.Purpose == a.Purpose, given.Count > 0) switch
            {
                (true, true, true) when f.Now < consent.Validity.From => "CONSENT_NOT_YET_VALID",
                (true, true, true) when f.Now >= consent.Validity.To => "CONSENT_EXPIRED",
                (true, true, true) when consent.Withdrawn => "CONSENT_REVOKED",
                (true, true, true) => null,
                (true, true, false) => "CONSENT_OTHER_CATEGORY",
                (true, false, true) => "CONSENT_OTHER_PURPOSE",
                (false, true, true) => "CONSENT_OTHER_RECIPIENT",
                _ => "NO_CONSENT",
            };
            if (miss is not null)
            {
                misses.Add(miss);
            }
            else if (given.Count > best.Given.Count)
            {
                best = (consent, given);
            }
        }

        if (best.Consent is not { } by)
        {
            return null;
        }

        var id = consentLines.First(l => l.What.Contains(best.Given[0])).Id;
        var permit = Permit($"Consent {id}", best.Given, asked, $"consent {by.ConsentId} {by.Revision} passed ");
        return consentLines.Any(l => l.Asks && best.Given.Any(l.What.Contains)) ? Asked(permit, a, f, best.Given) : permit;
    }

    // The last word of a professional that covers all of it, while it holds; else it waits.
    private static string Asked(string permit, DisclosureAttempt a, HolderFacts f, List<DataCategory> given)
    {
        var last = f.Approvals
            .Where(y => y.Requester == a.Requester && y.Purpose == a.Purpose && !given.Except(y.Categories).Any())
            .Where(y => f.Now >= y.From && f.Now < y.To)
            .OrderBy(y => y.From).ThenBy(y => y.WaitingId)
            .LastOrDefault();
        return last is null ? "WAIT " + permit : last.Approved ? permit : Deny("APPROVAL_REJECTED");
    }

    private static bool IsRefused(RefusalState r, DisclosureAttempt a, HolderFacts f, DataCategory c) => !r.Lifted && r.From <= f.Now
        && (r.Recipient is null || r.Recipient == a.Requester)
        && (r.Purposes.Count == 0 || r.Purposes.Contains(a.Purpose))
        && (r.Categories.Count == 0 || r.Categories.Contains(c));

    private static string Passed(DisclosureAttempt a, HolderFacts f, List<DataCategory> given) => f.Refusals
        .Where(r => given.Any(c => IsRefused(r, a, f, c)))
        .OrderBy(r => r.From).ThenBy(r => r.RefusalId)
        .Select(r => r.RefusalId.ToString())
        .FirstOrDefault("");

    private static string Deny(string reason) => $"DENY {reason} {(reason == "CONSENT_REVOKED" ? reason : "NO_BASIS")}";

    private static string Permit(string basis, IReadOnlyList<DataCategory> given, IReadOnlyList<DataCategory> asked, string by) =>
        $"PERMIT {basis} given {string.Join(',', given)} withheld {string.Join(',', asked.Where(c => !given.Contains(c)))} {by}";
}
