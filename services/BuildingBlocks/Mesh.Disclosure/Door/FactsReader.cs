using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The facts, and where the gate stood before they were read.</summary>
internal sealed record FactsAtRevision(HolderFacts Facts, long Revision);

/// <summary>What this block keeps about a subject, as of the gate's revision or later.</summary>
/// <param name="Revision">Where the gate stood before the rest was read.</param>
/// <param name="Consents">Every consent in its latest revision.</param>
/// <param name="Refusals">Every refusal in its latest revision.</param>
/// <param name="Bans">Every fact about contact bans.</param>
/// <param name="Approvals">Every answer to a request that waited.</param>
internal sealed record KeptFacts(
    long Revision,
    IReadOnlyList<ConsentState> Consents,
    IReadOnlyList<RefusalState> Refusals,
    IReadOnlyCollection<ContactBanFact> Bans,
    IReadOnlyList<ApprovalState> Approvals);

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
        var kept = new KeptFacts(
            await gate.RevisionAsync(subject.Id, cancellation),
            await consents.StatesOfAsync(subject.Id, cancellation),
            await refusals.StatesOfAsync(subject.Id, cancellation),
            await bans.FactsOfAsync(subject.Id, cancellation),
            await waiting.AnswersOfAsync(subject.Id, cancellation));
        return await CompleteAsync(attempt, subject, kept, cancellation);
    }

    /// <summary>Adds the cases and notices of the areas, which know more ways to read them than one.</summary>
    public async Task<FactsAtRevision> CompleteAsync(
        DisclosureAttempt attempt, ResolvedSubject subject, KeptFacts kept, CancellationToken cancellation)
    {
        var now = clock.Now;
        var today = HelsinkiTime.DateOf(now);
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
            kept.Consents,
            kept.Refusals,
            ContactBanDecisions.InForce(kept.Bans, today),
            ServedBy(attempt.Requester, today))
        {
            MachineTime = time.GetUtcNow(),
            Approvals = kept.Approvals,
        };
        return new FactsAtRevision(facts, kept.Revision);
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
