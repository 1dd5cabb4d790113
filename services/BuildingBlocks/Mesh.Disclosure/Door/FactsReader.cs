using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The facts, and where the gate stood before they were read.</summary>
internal sealed record FactsAtRevision(HolderFacts Facts, long Revision);

/// <summary>
/// Reads what an attempt is decided on. The revision comes first: a fact that changes after it leaves the gate elsewhere, and the
/// ledger row is refused. The same statements run whether the subject is known or not.
/// </summary>
internal sealed class FactsReader(
    SubjectGate gate,
    ConsentStore consents,
    RefusalStore refusals,
    ContactBanStore bans,
    WaitingStore waiting,
    NoticeSubjects notices,
    HolderCases cases,
    DirectoryFile directory,
    Self self,
    MeshClock clock,
    TimeProvider time)
{
    public async Task<FactsAtRevision> ReadAsync(
        DisclosureAttempt attempt, ResolvedSubject subject, CancellationToken cancellation)
    {
        var revision = await gate.RevisionAsync(subject.Id, cancellation);
        var now = clock.Now;
        var today = HelsinkiTime.DateOf(now);
        var states = await consents.StatesOfAsync(subject.Id, cancellation);
        var refused = await refusals.StatesOfAsync(subject.Id, cancellation);
        var ban = await bans.InForceAsync(subject.Id, today, cancellation);
        var known = new Dictionary<Guid, KnownCase>();
        foreach (var open in await cases.OpenCasesOfAsync(subject.Id, cancellation))
        {
            known[open.CaseId] = open;
        }

        var sent = new List<SentNotice>();
        foreach (var noticeId in NoticesOf(attempt))
        {
            var notice = await notices.FindAsync(noticeId, cancellation);
            if (notice is not null)
            {
                sent.Add(notice);
            }

            await PointAtAsync(notice?.CaseId ?? Guid.Empty, known, cancellation);
        }

        // Again, although resolving the subject has read the case: that was before the revision.
        if (attempt.Subject is SubjectReference.ByCase named)
        {
            await PointAtAsync(named.CaseId, known, cancellation);
        }

        var facts = new HolderFacts(
            self.Participation,
            now,
            subject.IsKnown ? subject.Id : null,
            [.. known.Values],
            sent,
            states,
            refused,
            ban,
            ServedBy(attempt.Requester, today))
        {
            MachineTime = time.GetUtcNow(),
            Approvals = await waiting.AnswersOfAsync(subject.Id, cancellation),
        };
        return new FactsAtRevision(facts, revision);
    }

    private IReadOnlyList<string> ServedBy(Participation? requester, DateOnly today) => requester is { } known
        ?
        [
            .. (directory.Current.Find(known)?.Areas ?? [])
                .Where(area => area.Covers(area.MunicipalityCode, today))
                .Select(area => area.MunicipalityCode)
                .Distinct(),
        ]
        : [];

    private async Task PointAtAsync(Guid caseId, Dictionary<Guid, KnownCase> known, CancellationToken cancellation)
    {
        if (await cases.FindAsync(caseId, cancellation) is { } found)
        {
            known[found.CaseId] = found;
        }
    }

    // The one that names the subject before the one that is offered as proof.
    private static IEnumerable<Guid> NoticesOf(DisclosureAttempt attempt)
    {
        if (attempt.Subject is SubjectReference.ByNotice named)
        {
            yield return named.NoticeId;
        }

        if (attempt.Proof is OfferedProof.Notice offered)
        {
            yield return offered.NoticeId;
        }
    }
}
