using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using static Mesh.Disclosure.Tests.SmallWorld;

namespace Mesh.Disclosure.Tests;

/// <summary>Attempts and facts: anything at all, and what some flow was made for with now and then one part that does not fit.</summary>
public static class Attempts
{
    private const int Misfits = 28;

    private static readonly Gen<(Participation Holder, Participation? Requester)> Pair = Gen.Frequency<(Participation, Participation?)>(
        (19, Gen.Select(Anyone, Anyone, (holder, requester) => (holder, (Participation?)requester))),
        (1, OneOf<(Participation, Participation?)>((People.TeOffice, null))));

    private static readonly Gen<(DisclosureAttempt Attempt, HolderFacts Facts)> Anything =
        from pair in Pair
        from subject in Named
        from purpose in AnyPurpose
        from categories in Category.Array[0, 3]
        from proof in Proof
        from world in Facts(pair.Holder, pair.Requester, subject, purpose, categories, proof)
        select (new DisclosureAttempt(pair.Requester, subject, purpose, categories, proof), world);

    private static readonly Gen<(DisclosureAttempt Attempt, HolderFacts Facts)> Fitting =
        from line in Gen.Int[0, OracleFlow.All.Count - 1].Select(n => OracleFlow.All[n])
        from pair in OneOf([.. line.Pairs])
        from purpose in OneOf(line.For)
        from other in Category.Array[0, 2]
        from proof in Proof
        from misfit in Gen.Int[0, Misfits]
        from byCode in Gen.Int[0, 2]
        from world in Facts(pair.Holder, pair.Requester, null, purpose, line.What, null)
        select Fit(line, pair.Requester, purpose, other, proof, misfit, byCode, world);

    public static readonly Gen<(DisclosureAttempt Attempt, HolderFacts Facts)> All = Gen.OneOf(Anything, Fitting, Fitting);

    private static Gen<HolderFacts> Facts(
        Participation holder, Participation? requester, SubjectReference? subject, Purpose purpose, DataCategory[] categories, OfferedProof? proof) =>
        from known in Gen.Int[0, 20]
        from cases in Case.Array[0, 3]
        from notices in Notice.Array[0, 2]
        from consents in ConsentFor(requester ?? People.Region, purpose, categories).Array[0, 3]
        from most in OneOf(0, 0, 0, 2)
        from refusals in RefusalOf(purpose, categories).Array[0, most]
        from banned in OneOf(false, false, true)
        from answers in AnswerTo(requester ?? People.Region, purpose, categories).Array[0, 2]
        from serves in OneOf<string[]>([], ["405"], ["092", "245"], [ServedArea.WholeCountry])
        select new HolderFacts(
            holder,
            Now,
            known == 0 ? null : Ids[0],
            [.. cases.DistinctBy(c => c.CaseId)],
            InOrderPointedAt(notices, subject, proof),
            [.. consents.DistinctBy(c => c.ConsentId)],
            [.. refusals.DistinctBy(r => r.RefusalId)],
            banned ? new ContactBan(new DateOnly(2023, 1, 1)) : null,
            serves)
        {
            MachineTime = MachineTime,
            Approvals = [.. answers.DistinctBy(answer => answer.WaitingId)],
        };

    private static (DisclosureAttempt, HolderFacts) Fit(
        OracleFlow line, Participation requester, Purpose purpose, DataCategory[] other, OfferedProof? proof, int misfit, int byCode, HolderFacts facts)
    {
        var kind = line.Kinds is [var first, ..] ? first : CaseKind.ActivationPlan;
        var (who, caseId, noticeId) = (Ids[0], Ids[2], Ids[5]);
        var (byNotice, hasCase) = (line.Needs.StartsWith("notice", StringComparison.Ordinal), line.Needs is "party" or "notice+" || byCode == 0);
        var notice = new SentNotice(noticeId, who, misfit == 1 ? People.Pilot : requester, misfit == 2 ? null : caseId);
        var plan = new KnownCase(
            caseId, misfit == 3 ? Ids[1] : who, misfit == 4 ? CaseKind.JobSearch : kind, misfit != 5, misfit == 6 ? [] : [requester]);
        var fitted = new DisclosureAttempt(
            requester,
            line.Basis == "Consent" || byCode > 0 ? new SubjectReference.ByCode(misfit == 26 ? People.Eetu : People.Aino)
                : byNotice ? new SubjectReference.ByNotice(noticeId) : new SubjectReference.ByCase(caseId),
            misfit == 7 ? Purpose.BenefitPayment : purpose,
            [.. other.Where(Enum.IsDefined).Where(c => c != 0), .. misfit == 8 ? [] : line.What.Take(1 + byCode)],
            misfit == 9 ? proof : byNotice ? new OfferedProof.Notice(noticeId)
                : line.Needs == "theirs" || (line.Needs == "joined?" && byCode == 1) ? new OfferedProof.Attestation(kind, caseId)
                : misfit == 10 ? new OfferedProof.UnverifiedToken() : Tokens.Of(kind, facts.Holder, requester, misfit));
        return (fitted, facts with
        {
            SubjectId = misfit == 27 ? null : who,
            Cases = hasCase ? [plan, .. facts.Cases.Where(c => c.CaseId != caseId)] : facts.Cases,
            Notices = byNotice ? [notice] : [],
        });
    }

    // As the door reads them: only those the attempt points at, the one that names the subject first.
    private static IReadOnlyList<SentNotice> InOrderPointedAt(SentNotice[] notices, SubjectReference? subject, OfferedProof? proof)
    {
        var pointed = new List<Guid>();
        if (subject is SubjectReference.ByNotice named)
        {
            pointed.Add(named.NoticeId);
        }

        if (proof is OfferedProof.Notice offered)
        {
            pointed.Add(offered.NoticeId);
        }

        return [.. pointed.SelectMany(id => notices.DistinctBy(n => n.NoticeId).Where(n => n.NoticeId == id))];
    }
}
