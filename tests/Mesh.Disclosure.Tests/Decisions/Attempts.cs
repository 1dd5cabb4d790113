using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Attempts and facts over a small world, so that references hit, miss and cross each other.</summary>
public static class Attempts
{
    public static readonly DateTimeOffset Now = HelsinkiTime.StartOf(new DateOnly(2023, 11, 13)).AddHours(9);

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 12).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly Gen<Guid> Who = OneOf(Ids[0], Ids[0], Ids[0], Ids[1]);
    private static readonly Gen<Guid> CaseId = OneOf(Ids[2], Ids[3], Ids[4]);
    private static readonly Gen<Guid> NoticeId = OneOf(Ids[5], Ids[6]);
    private static readonly Gen<CaseKind> Kind = OneOf(
        CaseKind.ActivationPlan, CaseKind.ActivationPlan, CaseKind.JobSearch, CaseKind.ProlongedAssistance, CaseKind.RehabilitativeWork);

    private static readonly Gen<(Participation Holder, Participation? Requester)> Pair = OneOf<(Participation, Participation?)>(
        (People.Kela, People.TeOffice), (People.TeOffice, People.Region), (People.TeOffice, People.Region),
        (People.Municipality, People.Region), (People.Municipality, People.TeOffice), (People.Region, People.TeOffice),
        (People.Kela, People.Region), (People.TeOffice, People.Kela), (People.Region, People.Municipality), (People.TeOffice, null));

    private static readonly Gen<Participation> Anyone =
        OneOf(People.TeOffice, People.TeOffice, People.Region, People.Region, People.OtherRegion, People.Pilot);

    private static readonly Gen<Purpose> AnyPurpose = Gen.Frequency(
        (20, Gen.Int[1, 6].Select(n => (Purpose)n)), (1, OneOf(Purpose.Unspecified, (Purpose)99)));

    private static readonly Gen<DataCategory> Category = Gen.Frequency(
        (40, Gen.Int[1, 11].Select(n => (DataCategory)n)), (1, OneOf(DataCategory.Unspecified, (DataCategory)99)));

    private static readonly Gen<SubjectReference?> Subject = Gen.Frequency<SubjectReference?>(
        (8, OneOf<SubjectReference?>(new SubjectReference.ByCode(People.Aino))),
        (6, CaseId.Select(id => (SubjectReference?)new SubjectReference.ByCase(id))),
        (6, NoticeId.Select(id => (SubjectReference?)new SubjectReference.ByNotice(id))),
        (1, OneOf<SubjectReference?>([null])));

    private static readonly Gen<OfferedProof?> Proof = Gen.Frequency<OfferedProof?>(
        (2, OneOf<OfferedProof?>([null])),
        (2, NoticeId.Select(id => (OfferedProof?)new OfferedProof.Notice(id))),
        (2, Gen.Select(Gen.Int[0, 4], CaseId, (kind, id) => (OfferedProof?)new OfferedProof.Attestation((CaseKind)kind, id))));

    private static readonly Gen<KnownCase> Case = Gen.Select(CaseId, Who, Kind, Gen.Bool, Anyone.Array[0, 2],
        (id, who, kind, open, parties) => new KnownCase(id, who, kind, open, parties));

    private static readonly Gen<SentNotice> Notice = Gen.Select(NoticeId, Who, Anyone, CaseId, Gen.Bool,
        (id, who, to, about, has) => new SentNotice(id, who, to, has ? about : null));

    private static readonly Gen<ConsentRecipient> Receiver = Gen.Frequency<ConsentRecipient>(
        (5, Anyone.Select(one => (ConsentRecipient)new ConsentRecipient.Named(one))),
        (2, Gen.Select(OneOf(ParticipantRole.SocialCare, ParticipantRole.LabourAuthority), OneOf("405", "092"),
            (role, area) => (ConsentRecipient)new ConsentRecipient.RoleOfArea(role, area))),
        (1, CaseId.Select(id => (ConsentRecipient)new ConsentRecipient.SupportPerson("friend-1", id))));

    private static readonly Gen<RefusalState> Refusal = Gen.Select(
        OneOf(Ids[7], Ids[8]),
        OneOf<Participation?>(null, People.Region, People.TeOffice, People.OtherRegion),
        OneOf<Purpose[]>([], [Purpose.EmploymentSupport], [Purpose.ActivationPlanNeed]),
        OneOf<DataCategory[]>([], [DataCategory.EmploymentServices], [DataCategory.BenefitDays, DataCategory.PlanCopy]),
        Gen.Int[-1, 1],
        OneOf(false, false, true),
        (id, to, purposes, categories, start, lifted) => new RefusalState(id, 1, to, purposes, categories, Now.AddHours(start), lifted));

    private static readonly Gen<ConsentState> Consent = Gen.Select(
        OneOf(Ids[7], Ids[8], Ids[9], Ids[10], Ids[11]), Gen.Int[1, 3], Receiver,
        OneOf(Purpose.EmploymentSupport, Purpose.EmploymentSupport, Purpose.ActivationPlanNeed),
        OneOf(DataCategory.EmploymentServices, DataCategory.EmploymentServices, DataCategory.PlanCopy).Array[1, 2],
        Gen.Int[-2, 2], Gen.Int[0, 3], Gen.Bool,
        (id, revision, to, purpose, categories, start, length, withdrawn) => new ConsentState(
            id, revision, to, purpose, categories, new ConsentValidity(Now.AddHours(start), Now.AddHours(start + length)), withdrawn));

    private static readonly Gen<(DisclosureAttempt Attempt, HolderFacts Facts)> Anything = Gen.Select(
        Pair,
        Gen.Select(Subject, AnyPurpose, Category.Array[0, 3], Proof),
        Gen.Int[0, 20],
        Case.Array[0, 3],
        Notice.Array[0, 2],
        Gen.Select(Consent.Array[0, 3], Gen.Frequency((3, Gen.Const(0)), (2, Gen.Const(2))).SelectMany(most => Refusal.Array[0, most])),
        OneOf<string[]>([], ["405"], ["092", "245"], [ServedArea.WholeCountry]),
        (pair, asked, known, cases, notices, own, serves) => (
            new DisclosureAttempt(pair.Requester, asked.Item1, asked.Item2, asked.Item3, asked.Item4),
            new HolderFacts(
                pair.Holder,
                Now,
                known == 0 ? null : Ids[0],
                [.. cases.DistinctBy(c => c.CaseId)],
                InOrderPointedAt(notices, asked.Item1, asked.Item4),
                [.. own.Item1.DistinctBy(c => c.ConsentId)],
                [.. own.Item2.DistinctBy(r => r.RefusalId)],
                null,
                serves)));

    /// <summary>Half anything at all, half attempts that some rule was made for, now and then with one part that does not fit.</summary>
    public static readonly Gen<(DisclosureAttempt Attempt, HolderFacts Facts)> All = Gen.OneOf(
        Anything, Gen.Select(Anything, Gen.Int[0, DisclosureRules.All.Count - 1], Gen.Int[0, 12], Gen.Bool, Fit));

    private static (DisclosureAttempt, HolderFacts) Fit(
        (DisclosureAttempt Attempt, HolderFacts Facts) any, int rule, int misfit, bool byCode)
    {
        var (made, attempt, facts) = (DisclosureRules.All[rule], any.Attempt, any.Facts);
        var (holder, requester) = (Of(made.Holder), Of(made.Recipients[^1]));
        var kind = made.Case?.Kinds[0] ?? CaseKind.ActivationPlan;
        var (who, caseId, noticeId) = (Ids[0], Ids[2], Ids[5]);
        var notice = new SentNotice(noticeId, who, misfit == 1 ? People.Pilot : requester, misfit == 2 ? null : caseId);
        var plan = new KnownCase(
            caseId, misfit == 3 ? Ids[1] : who, misfit == 4 ? CaseKind.JobSearch : kind, misfit != 5, misfit == 6 ? [] : [requester]);
        var fitted = new DisclosureAttempt(
            requester,
            made.Kind == BasisKind.Consent || byCode ? new SubjectReference.ByCode(People.Aino)
                : made.NeedsOwnNotice ? new SubjectReference.ByNotice(noticeId) : new SubjectReference.ByCase(caseId),
            misfit == 7 ? attempt.Purpose : made.Purposes[0],
            misfit == 8 ? attempt.Categories : [.. attempt.Categories.Where(Enum.IsDefined).Where(c => c != 0), made.Categories[0]],
            made.Case is { Owner: CaseOwner.Requester } && misfit != 9 ? new OfferedProof.Attestation(kind, caseId)
                : made.NeedsOwnNotice ? new OfferedProof.Notice(noticeId) : attempt.Proof);
        return (fitted, facts with
        {
            Holder = holder,
            SubjectId = misfit == 10 ? null : who,
            Cases = [plan, .. facts.Cases.Where(c => c.CaseId != caseId)],
            Notices = made.NeedsOwnNotice ? [notice] : [],
        });
    }

    private static Participation Of(ParticipantRole role) => role switch
    {
        ParticipantRole.SocialInsurance => People.Kela,
        ParticipantRole.LabourAuthority => People.TeOffice,
        ParticipantRole.SocialCare => People.Region,
        _ => People.Municipality,
    };

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

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
