using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Facts of a world of a few ids, so that references hit, miss and cross each other.</summary>
public static class SmallWorld
{
    public static readonly DateTimeOffset Now = HelsinkiTime.StartOf(new DateOnly(2023, 11, 13)).AddHours(9);

    /// <summary>The machine's clock is years away from the mesh's.</summary>
    public static readonly DateTimeOffset MachineTime = Now.AddYears(3);

    public static readonly Guid[] Ids = [.. Enumerable.Range(1, 12).Select(n => new Guid(n, 0, 0, new byte[8]))];
    public static readonly TokenSubject OfAino = TokenSubject.Of(People.Aino);
    public static readonly TokenSubject OfEetu = TokenSubject.Of(People.Eetu);

    private static readonly Gen<Guid> Who = OneOf(Ids[0], Ids[0], Ids[0], Ids[1]);
    private static readonly Gen<CaseKind> Kind = OneOf(
        CaseKind.ActivationPlan, CaseKind.ActivationPlan, CaseKind.JobSearch, CaseKind.ProlongedAssistance, CaseKind.RehabilitativeWork,
        CaseKind.JointService);

    public static readonly Gen<Guid> CaseId = OneOf(Ids[2], Ids[3], Ids[4]);

    public static readonly Gen<Guid> NoticeId = OneOf(Ids[5], Ids[6]);

    public static readonly Gen<Participation> Anyone =
        OneOf(People.TeOffice, People.TeOffice, People.Region, People.Region, People.Kela, People.Municipality, People.OtherRegion, People.Pilot);

    public static readonly Gen<Purpose> AnyPurpose = Gen.Frequency(
        (20, Gen.Int[1, Oracle.Purposes].Select(n => (Purpose)n)), (1, OneOf(Purpose.Unspecified, (Purpose)99)));

    public static readonly Gen<DataCategory> Category = Gen.Frequency(
        (40, Gen.Int[1, Oracle.Categories].Select(n => (DataCategory)n)), (1, OneOf(DataCategory.Unspecified, (DataCategory)99)));

    public static readonly Gen<SubjectReference?> Named = Gen.Frequency<SubjectReference?>(
        (8, OneOf<SubjectReference?>(new SubjectReference.ByCode(People.Aino))),
        (6, CaseId.Select(id => (SubjectReference?)new SubjectReference.ByCase(id))),
        (6, NoticeId.Select(id => (SubjectReference?)new SubjectReference.ByNotice(id))),
        (1, OneOf<SubjectReference?>([null])));

    private static readonly Gen<OfferedProof> Token = Gen.Select(
        CaseId, Kind, Anyone, Anyone.Array[0, 3], OneOf(OfAino, OfAino, OfEetu), Anyone, Gen.Int[-360, 60], Gen.Int[0, 400],
        (id, kind, owner, parties, subject, audience, start, life) => (OfferedProof)new OfferedProof.OwnerToken(
            id, kind, owner, parties, subject, audience, MachineTime.AddSeconds(start), MachineTime.AddSeconds(start + life)));

    public static readonly Gen<OfferedProof?> Proof = Gen.Frequency<OfferedProof?>(
        (2, OneOf<OfferedProof?>([null])),
        (2, NoticeId.Select(id => (OfferedProof?)new OfferedProof.Notice(id))),
        (2, Gen.Select(Gen.Int[0, 5], CaseId, (kind, id) => (OfferedProof?)new OfferedProof.Attestation((CaseKind)kind, id))),
        (2, Token.Select(token => (OfferedProof?)token)),
        (1, OneOf<OfferedProof?>(new OfferedProof.UnverifiedToken())));

    public static readonly Gen<KnownCase> Case = Gen.Select(CaseId, Who, Kind, Gen.Bool, Anyone.Array[0, 2],
        (id, who, kind, open, parties) => new KnownCase(id, who, kind, open, parties));

    public static readonly Gen<SentNotice> Notice = Gen.Select(NoticeId, Who, Anyone, CaseId, Gen.Bool,
        (id, who, to, about, has) => new SentNotice(id, who, to, has ? about : null));

    private static readonly Gen<ConsentRecipient> Receiver = Gen.Frequency<ConsentRecipient>(
        (5, Anyone.Select(one => (ConsentRecipient)new ConsentRecipient.Named(one))),
        (2, Gen.Select(OneOf(ParticipantRole.SocialCare, ParticipantRole.LabourAuthority), OneOf("405", "092"),
            (role, area) => (ConsentRecipient)new ConsentRecipient.RoleOfArea(role, area))),
        (1, CaseId.Select(id => (ConsentRecipient)new ConsentRecipient.SupportPerson("friend-1", id))));

    /// <summary>A consent to the requester for what is asked, more often than not.</summary>
    public static Gen<ConsentState> ConsentFor(Participation requester, Purpose purpose, IReadOnlyList<DataCategory> asked) => Gen.Select(
        OneOf(Ids[7], Ids[8], Ids[9], Ids[10], Ids[11]), Gen.Int[1, 3],
        Gen.OneOf(Receiver, Gen.Const((ConsentRecipient)new ConsentRecipient.Named(requester))),
        OneOf(purpose, purpose, purpose, purpose, purpose, purpose, Purpose.EmploymentSupport, Purpose.ActivationPlanNeed),
        OneOf<DataCategory>([.. asked, DataCategory.EmploymentServices]).Array[1, 3],
        Gen.Int[-3, 1], Gen.Int[0, 5], OneOf(false, false, false, true),
        (id, revision, to, about, categories, start, length, withdrawn) => new ConsentState(
            id, revision, to, about, categories, new ConsentValidity(Now.AddHours(start), Now.AddHours(start + length)), withdrawn));

    /// <summary>A refusal of what is asked, or of something else.</summary>
    public static Gen<RefusalState> RefusalOf(Purpose purpose, IReadOnlyList<DataCategory> asked) => Gen.Select(
        OneOf(Ids[7], Ids[8]),
        OneOf<Participation?>(null, People.Region, People.TeOffice, People.OtherRegion),
        OneOf<Purpose[]>([], [purpose], [Purpose.ActivationPlanNeed]),
        OneOf<DataCategory[]>([], [.. asked.Take(1)], [DataCategory.BenefitDays, DataCategory.PlanCopy]),
        Gen.Int[-1, 1],
        OneOf(false, false, true),
        (id, to, purposes, categories, start, lifted) => new RefusalState(id, 1, to, purposes, categories, Now.AddHours(start), lifted));

    /// <summary>What a professional said to such a request, or to another.</summary>
    public static Gen<ApprovalState> AnswerTo(Participation requester, Purpose purpose, IReadOnlyList<DataCategory> asked) => Gen.Select(
        OneOf(Ids[10], Ids[11]),
        OneOf(requester, requester, requester, requester, requester, People.Pilot),
        OneOf(purpose, purpose, purpose, purpose, purpose, Purpose.EmploymentSupport),
        OneOf<DataCategory[]>([.. asked], [.. asked], [.. asked], [.. asked.Take(1)]),
        OneOf(true, true, false),
        Gen.Int[-3, 1],
        Gen.Int[0, 5],
        (id, who, about, categories, yes, start, length) =>
            new ApprovalState(id, who, about, categories, yes, Now.AddHours(start), Now.AddHours(start + length)));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
