using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using static Mesh.Disclosure.Tests.SmallWorld;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// The decision table, every row: each condition of each kind of rule met and unmet in every combination. What is expected the oracle
/// says, which knows nothing of the rules in code.
/// </summary>
public sealed class DecisionTableTests(ITestOutputHelper output)
{
    private static readonly Guid Who = Ids[0];
    private static readonly (Guid Case, Guid Notice) At = (Ids[2], Ids[5]);
    private static readonly ContactBan Ban = new(new DateOnly(2023, 1, 1));

    public static TheoryData<int> Statutory => new(Numbers(line => line.Basis != "Consent"));

    public static TheoryData<int> ByConsent => new(Numbers(line => line.Basis == "Consent"));

    [Theory]
    [MemberData(nameof(Statutory))]
    public void Decide_WhenAFlowIsByLawInEveryCombinationOfConditions_AgreesWithTheOracle(int number)
    {
        var line = OracleFlow.All[number];
        var first = true;
        var table = new Table();
        foreach (var (holder, requester) in line.Pairs)
        {
            // Every combination for one pair of the line; for the others what differs between pairs.
            SubjectReference[] subjects =
                [new SubjectReference.ByCode(People.Aino), new SubjectReference.ByCase(At.Case), new SubjectReference.ByNotice(At.Notice)];
            foreach (var subject in first ? subjects : subjects[..1])
            foreach (var purpose in first ? [line.For[0], Purpose.BenefitPayment] : line.For)
            foreach (var categories in first ? Asked(line) : [line.What])
            foreach (var notice in Notices(requester))
            foreach (var cases in Cases(line, requester))
            foreach (var proof in Proofs(line, holder, requester))
            foreach (var ban in new[] { null, Ban })
            foreach (var answers in Answers(line, requester))
            {
                table.Add(
                    new DisclosureAttempt(requester, subject, purpose, categories, proof),
                    new HolderFacts(holder, Now, Who, cases, notice, [], [], ban, []) { MachineTime = MachineTime, Approvals = answers });
            }

            first = false;
        }

        output.WriteLine($"{line.Id} {line.Basis} {line.Needs}: {table}");
        Assert.Equal(line.Off, table.Permits == 0);
    }

    [Theory]
    [MemberData(nameof(ByConsent))]
    public void Decide_WhenAFlowIsByConsentInEveryCombinationOfConditions_AgreesWithTheOracle(int number)
    {
        var line = OracleFlow.All[number];
        var table = new Table();
        foreach (var (holder, requester) in line.Pairs)
        foreach (var purpose in line.For.Append(Purpose.BenefitPayment))
        foreach (var categories in Asked(line))
        foreach (var consent in Consents(line, requester))
        foreach (var refusal in Refusals(line, requester))
        foreach (var ban in new[] { null, Ban })
        foreach (var answers in Answers(line, requester))
        {
            table.Add(
                new DisclosureAttempt(requester, new SubjectReference.ByCode(People.Aino), purpose, categories, null),
                new HolderFacts(holder, Now, Who, [], [], consent, refusal, ban, ["405"]) { Approvals = answers });
        }

        output.WriteLine($"{line.Id} Consent: {table}");
        Assert.True(table.Permits > 0);
    }

    [Fact]
    public void Decide_WhenEveryConditionIsMetBetweenAnyTwoRoles_PermitsOnlyBetweenThoseOfAFlow()
    {
        var table = new Table();
        foreach (var line in OracleFlow.All)
        foreach (var holder in "THLM".Select(OracleFlow.Of))
        foreach (var requester in "THLM".Select(OracleFlow.Of).Append(People.OtherRegion).Where(other => other != holder))
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            var kind = line.Kinds is [var first, ..] ? first : CaseKind.ActivationPlan;
            table.Add(
                new DisclosureAttempt(requester, new SubjectReference.ByCode(People.Aino), purpose, line.What, new OfferedProof.Notice(At.Notice)),
                new HolderFacts(
                    holder,
                    Now,
                    Who,
                    [new KnownCase(At.Case, Who, kind, true, [requester])],
                    [new SentNotice(At.Notice, Who, requester, At.Case)],
                    [.. line.For.Select((about, n) => Consent(line, requester) with { ConsentId = Ids[7 + n], Purpose = about })],
                    [],
                    null,
                    []));
        }

        Assert.True(table.Permits > 0);
    }

    [Fact]
    public void Decide_WhenSomethingThatMustBeNamedIsNot_IsIncomplete()
    {
        var complete = new DisclosureAttempt(
            People.Region, new SubjectReference.ByCode(People.Aino), Purpose.ClientSummary, [DataCategory.ServicePointers], null);
        var facts = new HolderFacts(
            People.TeOffice, Now, Who, [], [], [Consent(OracleFlow.All.First(line => line is { Id: "F18", From: "THLM" }), People.Region)], [], null, []);
        Assert.IsType<Decision.Permit>(DisclosureDecision.Decide(complete, facts));
        DisclosureAttempt[] incomplete =
        [
            complete with { Requester = null },
            complete with { Subject = null },
            complete with { Purpose = Purpose.Unspecified },
            complete with { Purpose = (Purpose)99 },
            complete with { Categories = [] },
            complete with { Categories = [DataCategory.ServicePointers, DataCategory.Unspecified] },
            complete with { Categories = [DataCategory.ServicePointers, (DataCategory)99] },
        ];

        Assert.All(incomplete, attempt => Assert.Equal(new Decision.Deny(DenialReason.Incomplete), DisclosureDecision.Decide(attempt, facts)));
        Assert.Equal(new Decision.Deny(DenialReason.SubjectUnknown), DisclosureDecision.Decide(complete, facts with { SubjectId = null }));
    }

    [Fact]
    public void Decide_WhenAConsentOpensWhatTwoFlowsNameAndOneMustBeApproved_Waits()
    {
        DataCategory[] both = [DataCategory.BStatementReference, DataCategory.BStatement];
        var consent = new ConsentState(
            Ids[7], 1, new ConsentRecipient.Named(People.Kela), Purpose.WorkAbility, both, new ConsentValidity(Now, Now.AddDays(1)), false);
        var facts = new HolderFacts(People.Region, Now, Who, [], [], [consent], [], null, []);
        Decision Ask(params DataCategory[] asked) => DisclosureDecision.Decide(
            new DisclosureAttempt(People.Kela, new SubjectReference.ByCode(People.Aino), Purpose.WorkAbility, asked, null), facts);

        Assert.IsType<Decision.Wait>(Ask(both));
        Assert.IsType<Decision.Permit>(Ask(both[0]));
    }

    private static IEnumerable<int> Numbers(Func<OracleFlow, bool> of) =>
        Enumerable.Range(0, OracleFlow.All.Count).Where(number => of(OracleFlow.All[number]));

    private static DataCategory[][] Asked(OracleFlow line)
    {
        var other = line.What.Contains(DataCategory.PlanCopy) ? DataCategory.Placement : DataCategory.PlanCopy;
        return [line.What, [line.What[0]], [other], [other, line.What[^1], DataCategory.HealthCheckReferral]];
    }

    private static SentNotice[][] Notices(Participation requester) =>
    [
        [],
        [new(At.Notice, Who, requester, At.Case)],
        [new(At.Notice, Who, requester, null)],
        [new(At.Notice, Who, People.Pilot, At.Case)],
        [new(At.Notice, Ids[1], requester, At.Case)],
    ];

    private static KnownCase[][] Cases(OracleFlow line, Participation requester)
    {
        var open = new KnownCase(At.Case, Who, line.Kinds is [var kind, ..] ? kind : CaseKind.ActivationPlan, true, [requester]);
        var another = open with { CaseId = Ids[3] };
        return
        [
            [],
            [open],
            [open with { Open = false }],
            [open with { Parties = [People.OtherRegion] }],
            [open with { Kind = CaseKind.JobSearch }],
            [open with { SubjectId = Ids[1] }],
            [open with { Open = false }, another],
            [another, open with { Parties = [] }],
        ];
    }

    private static OfferedProof?[] Proofs(OracleFlow line, Participation holder, Participation requester)
    {
        var kind = line.Kinds is [var first, ..] ? first : CaseKind.ActivationPlan;
        var wrong = kind == CaseKind.RehabilitativeWork ? CaseKind.JobSearch : CaseKind.RehabilitativeWork;
        return
        [
            null,
            new OfferedProof.Notice(At.Notice),
            new OfferedProof.Attestation(kind, Ids[4]),
            new OfferedProof.Attestation(wrong, Ids[4]),
            new OfferedProof.Attestation(CaseKind.Unspecified, Ids[4]),
            new OfferedProof.UnverifiedToken(),
            .. Enumerable.Range(Tokens.FirstFault - 1, Tokens.LastFault - Tokens.FirstFault + 2).Select(fault => Tokens.Of(kind, holder, requester, fault)),
        ];
    }

    private static ConsentState Consent(OracleFlow line, Participation requester) => new(
        Ids[7], 2, new ConsentRecipient.Named(requester), line.For[0], line.What, new ConsentValidity(Now.AddDays(-1), Now.AddDays(1)), false);

    private static ConsentState[][] Consents(OracleFlow line, Participation requester)
    {
        var live = Consent(line, requester);
        return
        [
            [],
            [live],
            [live with { Recipient = new ConsentRecipient.RoleOfArea(requester.Role, "405") }],
            [live with { Recipient = new ConsentRecipient.RoleOfArea(requester.Role, "092") }],
            [live with { Recipient = new ConsentRecipient.RoleOfArea(ParticipantRole.Municipality, "405") }],
            [live with { Recipient = new ConsentRecipient.SupportPerson("friend-1", At.Case) }],
            [live with { Recipient = new ConsentRecipient.Named(People.OtherRegion) }],
            [live with { Purpose = Purpose.Research }],
            [live with { Purpose = Purpose.EmploymentSupport }],
            [live with { Categories = [DataCategory.Placement] }],
            [live with { Categories = [line.What[0]] }],
            [live with { Validity = new(Now.AddTicks(1), Now.AddDays(1)) }],
            [live with { Validity = new(Now, Now.AddTicks(1)) }],
            [live with { Validity = new(Now.AddDays(-1), Now) }],
            [live with { Withdrawn = true }],
            [live with { Withdrawn = true }, live with { ConsentId = Ids[8] }],
            [live with { Categories = [line.What[0]] }, live with { ConsentId = Ids[8], Categories = [.. line.What, DataCategory.HealthCheckReferral] }],
        ];
    }

    private static RefusalState[][] Refusals(OracleFlow line, Participation requester)
    {
        var all = new RefusalState(Ids[9], 1, null, [], [], Now.AddDays(-1), false);
        return
        [
            [],
            [all],
            [all with { Recipient = requester }],
            [all with { Recipient = People.OtherRegion }],
            [all with { Purposes = [line.For[0]] }],
            [all with { Purposes = [Purpose.BenefitPayment] }],
            [all with { Categories = [line.What[0]] }],
            [all with { Categories = [DataCategory.Placement] }],
            [all with { From = Now.AddTicks(1) }],
            [all with { Lifted = true }],
        ];
    }

    private static ApprovalState[][] Answers(OracleFlow line, Participation requester)
    {
        var yes = new ApprovalState(Ids[10], requester, line.For[0], line.What, true, Now.AddDays(-1), Now.AddDays(1));
        return !line.Asks
            ? [[]]
            :
            [
                [],
                [yes],
                [yes with { Approved = false }],
                [yes with { Requester = People.Pilot }],
                [yes with { Purpose = Purpose.BenefitPayment }],
                [yes with { Categories = [line.What[0]] }],
                [yes with { From = Now.AddTicks(1) }],
                [yes with { From = Now, To = Now.AddTicks(1) }],
                [yes with { To = Now }],
                [yes, yes with { WaitingId = Ids[11], Approved = false }],
                [yes with { Approved = false }, yes with { WaitingId = Ids[9], From = Now }],
            ];
    }

    private sealed class Table
    {
        private int _rows;

        public int Permits { get; private set; }

        public void Add(DisclosureAttempt attempt, HolderFacts facts)
        {
            var told = Oracle.Tell(DisclosureDecision.Decide(attempt, facts));
            var expected = Oracle.Expect(attempt, facts);
            if (told != expected)
            {
                Assert.Fail($"Expected {expected}, was {told}, of {attempt} on {facts}.");
            }

            _rows++;
            Permits += told.StartsWith("PERMIT", StringComparison.Ordinal) ? 1 : 0;
        }

        public override string ToString() => $"{_rows} rows, {Permits} permits";
    }
}
