using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The oracle's second opinion on what shows an open case (CON-7).</summary>
public static class OracleCases
{
    /// <summary>What shows it, or what is lacking.</summary>
    public static (string? By, string Lacking) Show(
        OracleFlow line, DisclosureAttempt a, HolderFacts f, Guid who, Participation requester, SentNotice? notice)
    {
        var byNotice = notice is null ? null : $"OwnNotice {notice.NoticeId} {notice.CaseId}";
        switch (line.Needs)
        {
            case "notice":
                return (byNotice, "NO_NOTICE");
            case "notice+":
                var meant = f.Cases.FirstOrDefault(c => c.CaseId == notice?.CaseId && c.SubjectId == who && line.Kinds.Contains(c.Kind));
                return notice is not null && meant is { Open: true }
                    ? ($"OwnNotice {notice.NoticeId} {meant.CaseId}", "")
                    : (null, notice is null ? "NO_NOTICE" : meant is null ? "NO_OPEN_CASE" : "CASE_CLOSED");
            case "theirs":
                return (byNotice ?? Word(line, a), "NO_OPEN_CASE");
        }

        Guid? pointed = a.Subject is SubjectReference.ByCase named ? named.CaseId : notice?.CaseId;
        var cases = f.Cases.Where(c => c.SubjectId == who && line.Kinds.Contains(c.Kind) && (pointed is null || c.CaseId == pointed)).ToList();
        var good = cases.Where(c => c.Open && c.Parties.Contains(requester)).OrderBy(c => c.CaseId).FirstOrDefault();
        var lacking = cases.Count == 0 ? "NO_OPEN_CASE" : cases.Any(c => c.Open) ? "NOT_A_PARTY" : "CASE_CLOSED";
        if (good is not null)
        {
            return ($"OwnCase {good.CaseId} {good.CaseId}", "");
        }

        if (line.Needs == "party" || pointed is not null)
        {
            return (null, lacking);
        }

        return a.Proof switch
        {
            OfferedProof.UnverifiedToken => (null, "TOKEN_UNVERIFIED"),
            OfferedProof.OwnerToken token => Fault(line, token, a, f, requester) is { } fault
                ? (null, fault)
                : ($"OwnerToken {token.CaseId} {token.CaseId}", ""),
            _ => (line.Needs == "joined?" ? Word(line, a) : null, lacking),
        };
    }

    private static string? Word(OracleFlow line, DisclosureAttempt a) =>
        a.Proof is OfferedProof.Attestation stated && line.Kinds.Contains(stated.Kind) ? $"Attestation {stated.CaseId} {stated.CaseId}" : null;

    private static string? Fault(OracleFlow line, OfferedProof.OwnerToken token, DisclosureAttempt a, HolderFacts f, Participation requester)
    {
        var owners = token.Kind switch
        {
            CaseKind.ActivationPlan or CaseKind.JobSearch => "T",
            CaseKind.ProlongedAssistance or CaseKind.RehabilitativeWork => "H",
            CaseKind.JointService => "TM",
            _ => "",
        };
        if (token.Owner == requester || token.Owner == f.Holder || !owners.Contains(OracleFlow.Letter(token.Owner)))
        {
            return "TOKEN_ISSUER";
        }

        if (token.Audience != f.Holder)
        {
            return "TOKEN_AUDIENCE";
        }

        if (token.ExpiresAt > token.IssuedAt.AddMinutes(5))
        {
            return "TOKEN_TOO_LONG";
        }

        if (f.MachineTime < token.IssuedAt || f.MachineTime >= token.ExpiresAt)
        {
            return f.MachineTime < token.IssuedAt ? "TOKEN_NOT_YET_VALID" : "TOKEN_EXPIRED";
        }

        if (!line.Kinds.Contains(token.Kind))
        {
            return "TOKEN_KIND";
        }

        var parties = token.Parties.ToHashSet();
        if (!parties.IsSupersetOf([requester, f.Holder]))
        {
            return "TOKEN_PARTIES";
        }

        return a.Subject is SubjectReference.ByCode { Code: var code } && token.Subject.IsOf(code) ? null : "TOKEN_OF_ANOTHER";
    }
}
