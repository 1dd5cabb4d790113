using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// The decision about one attempt: pure, total, default deny. Complete (CON-1), known, named by a reference of the requester's
/// own; then duty, right and consent in this order, each with its conditions; exactly one of them is the basis. Where a person must
/// approve, the basis waits.
/// </summary>
public static class DisclosureDecision
{
    /// <summary>Decides. The same attempt and facts always give the same answer.</summary>
    public static Decision Decide(DisclosureAttempt attempt, HolderFacts facts)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(facts);
        if (!attempt.IsComplete)
        {
            return new Decision.Deny(DenialReason.Incomplete);
        }

        if (facts.SubjectId is null)
        {
            return new Decision.Deny(DenialReason.SubjectUnknown);
        }

        // A reference that was not the requester's to use opens nothing at all: otherwise a stolen notice or case id would
        // let a requester with a basis for somebody learn who it leads to.
        if (ReferenceFault(attempt, facts) is { } fault)
        {
            return new Decision.Deny(fault);
        }

        var question = new Question(attempt, facts);
        var permit = StatuteGrounds.Find(question, BasisKind.Duty)
            ?? StatuteGrounds.Find(question, BasisKind.Right)
            ?? ConsentGrounds.Find(question);
        return permit is null ? new Decision.Deny(NearestMiss.Of(question)) : Approved(permit, question);
    }

    private static Decision Approved(Decision.Permit permit, Question question)
    {
        if (!question.NeedsApproval(permit))
        {
            return permit;
        }

        return question.ApprovalOf(permit.Given) switch
        {
            null => new Decision.Wait(permit),
            { Approved: true } => permit,
            _ => new Decision.Deny(DenialReason.ApprovalRejected),
        };
    }

    private static DenialReason? ReferenceFault(DisclosureAttempt attempt, HolderFacts facts) => attempt.Subject switch
    {
        SubjectReference.ByNotice named => facts.Notices.Any(notice =>
            notice.NoticeId == named.NoticeId
            && notice.Recipient == attempt.Requester
            && notice.SubjectId == facts.SubjectId)
            ? null
            : DenialReason.NoticeOfAnother,
        SubjectReference.ByCase named => facts.Cases.Any(known =>
            known.CaseId == named.CaseId
            && known.SubjectId == facts.SubjectId
            && known.Parties.Contains(attempt.Requester!.Value))
            ? null
            : DenialReason.CaseOfAnother,
        _ => null,
    };
}
