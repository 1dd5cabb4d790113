using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Duty and right: a rule of law whose conditions the facts meet.</summary>
internal static class StatuteGrounds
{
    /// <summary>The permit by a rule of this kind; of several, the one that gives most of what was asked.</summary>
    public static Decision.Permit? Find(Question question, BasisKind kind) => question.Rules
        .Where(rule => rule.Kind == kind)
        .Select(rule => (Rule: rule, Outcome: Try(rule, question)))
        .Where(tried => tried.Outcome.Miss is null)
        .Select(tried => (Ground: new GroundForDisclosure(tried.Rule, null, tried.Outcome.Proof), Given: question.GivenBy(tried.Rule)))
        .OrderByDescending(found => found.Given.Count).ThenBy(found => found.Ground.Rule.NeedsApproval)
        .Select(found => question.Permit(
            found.Ground with { RefusalPassed = question.RefusalOver(found.Given)?.RefusalId }, found.Given))
        .FirstOrDefault();

    /// <summary>What is lacking for each rule of law between these roles, for this purpose.</summary>
    public static IEnumerable<DenialReason> Misses(Question question) => question.Rules
        .Where(rule => rule.Kind != BasisKind.Consent)
        .Select(rule => Try(rule, question).Miss)
        .OfType<DenialReason>();

    // The ban last: whoever hears of it lacked nothing else.
    private static (ProofOfCase? Proof, DenialReason? Miss) Try(DisclosureRule rule, Question question) => Shown(rule, question) switch
    {
        { Miss: null } when question.GivenBy(rule).Count == 0 => (null, DenialReason.ContactBan),
        var shown => shown,
    };

    private static (ProofOfCase? Proof, DenialReason? Miss) Shown(DisclosureRule rule, Question question)
    {
        if (rule.NeedsOwnNotice && question.Notice is null)
        {
            return (null, DenialReason.NoNotice);
        }

        return rule.Case switch
        {
            null => (question.Notice is { } notice ? Shown(notice, notice.CaseId) : null, null),
            { Owner: CaseOwner.Requester } condition => CaseOfRequester(condition, question),
            { Owner: CaseOwner.Joint } condition => JointCase(rule, condition, question),
            { } condition => CaseOfHolder(rule, condition, question),
        };
    }

    // The holder's own notice comes before the requester's word: what can be shown need not be sampled for review.
    private static (ProofOfCase?, DenialReason?) CaseOfRequester(CaseCondition condition, Question question) => question switch
    {
        { Notice: { } notice } => (Shown(notice, notice.CaseId), null),
        _ => Attested(condition, question) is { } proof ? (proof, null) : (null, DenialReason.NoOpenCase),
    };

    // What the holder's own rows show needs nobody's word. An attempt that points at one of them means it, whatever is offered beside.
    private static (ProofOfCase? Proof, DenialReason? Miss) JointCase(DisclosureRule rule, CaseCondition condition, Question question)
    {
        var own = CaseOfHolder(rule, condition, question);
        if (own.Miss is null || PointedAt(question) is not null)
        {
            return own;
        }

        return question.Attempt.Proof switch
        {
            OfferedProof.OwnerToken token => TokenGrounds.Try(token, condition, question),
            OfferedProof.UnverifiedToken => (null, DenialReason.TokenUnverified),
            _ => Attested(condition, question) is { } proof ? (proof, null) : own,
        };
    }

    private static ProofOfCase? Attested(CaseCondition condition, Question question) =>
        condition.Attested && question.Attempt.Proof is OfferedProof.Attestation stated && condition.Kinds.Contains(stated.Kind)
            ? new ProofOfCase(ProofKind.Attestation, stated.CaseId, stated.CaseId)
            : null;

    private static (ProofOfCase? Proof, DenialReason? Miss) CaseOfHolder(DisclosureRule rule, CaseCondition condition, Question question)
    {
        // A reference that points at a case means this case: a closed one is not exchanged for another that happens to be open.
        var pointed = rule.NeedsOwnNotice ? question.Notice!.CaseId ?? Guid.Empty : PointedAt(question);
        var candidates = question.OwnCases
            .Where(known => condition.Kinds.Contains(known.Kind) && (pointed is null || known.CaseId == pointed))
            .OrderBy(known => known.CaseId)
            .ToList();
        if (candidates.Count == 0)
        {
            return (null, DenialReason.NoOpenCase);
        }

        candidates.RemoveAll(known => !known.Open);
        if (candidates.Count == 0)
        {
            return (null, DenialReason.CaseClosed);
        }

        candidates.RemoveAll(known => condition.RequesterIsParty && !known.Parties.Contains(question.Requester));
        if (candidates.Count == 0)
        {
            return (null, DenialReason.NotAParty);
        }

        var found = candidates[0].CaseId;
        return (rule.NeedsOwnNotice ? Shown(question.Notice!, found) : new ProofOfCase(ProofKind.OwnCase, found, found), null);
    }

    private static Guid? PointedAt(Question question) => question.Attempt.Subject is SubjectReference.ByCase named
        ? named.CaseId
        : question.Notice?.CaseId;

    private static ProofOfCase Shown(SentNotice notice, Guid? caseId) => new(ProofKind.OwnNotice, notice.NoticeId, caseId);
}
