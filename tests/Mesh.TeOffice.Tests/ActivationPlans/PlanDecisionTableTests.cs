using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>Every act in every state, and what an act must name.</summary>
public sealed class PlanDecisionTableTests
{
    private const string Digest = "aa";
    private static readonly DateOnly Today = new(2023, 11, 30);
    private static readonly DateTimeOffset Now = HelsinkiTime.StartOf(Today).AddHours(9);

    // Written from the domain model, row 3: the state an act leads to; what is not here is refused.
    private static readonly Dictionary<(PlanState From, string Act), PlanState> Allowed = new()
    {
        [(PlanState.Identified, "Invite")] = PlanState.Invited,
        [(PlanState.Invited, "Accept")] = PlanState.Drafting,
        [(PlanState.Drafting, "Contribute")] = PlanState.Drafting,
        [(PlanState.Drafting, "Draft")] = PlanState.AwaitingSignatures,
        [(PlanState.AwaitingSignatures, "Contribute")] = PlanState.AwaitingSignatures,
        [(PlanState.AwaitingSignatures, "Draft")] = PlanState.AwaitingSignatures,
        [(PlanState.Drafting, "Find")] = PlanState.Drafting,
        [(PlanState.AwaitingSignatures, "Find")] = PlanState.AwaitingSignatures,
        [(PlanState.Drafting, "Inform")] = PlanState.Drafting,
        [(PlanState.AwaitingSignatures, "Inform")] = PlanState.AwaitingSignatures,
        [(PlanState.AwaitingSignatures, "Sign")] = PlanState.AwaitingSignatures,
        [(PlanState.Active, "Review")] = PlanState.Active,
        [(PlanState.Active, "InviteToHearing")] = PlanState.Active,
    };

    private static readonly Dictionary<string, Func<PlanSnapshot, int, PlanOutcome>> Acts = new()
    {
        ["Invite"] = PlanDecisions.Invite,
        ["Accept"] = (plan, _) => PlanDecisions.Accept(plan),
        ["Contribute"] = PlanDecisions.Contribute,
        ["Draft"] = (plan, version) => PlanDecisions.Draft(plan, version, "bb", PlanServices.None),
        ["Sign"] = (plan, _) => PlanDecisions.Sign(plan, SignerRole.Client, plan.PlanVersion, plan.Digest, PlanServices.None, Now),
        ["Review"] = (plan, version) => PlanDecisions.Review(plan, version, Today),
        ["InviteToHearing"] = (plan, version) => PlanDecisions.InviteToHearing(plan, version, new OpenHearing(HearingGround.Job, Today, Today.AddDays(14))),
        ["Find"] = (plan, _) => PlanDecisions.Find(plan, SignerRole.Client),
        ["Inform"] = (plan, _) => PlanDecisions.Inform(plan, new InformationGiven(SignerRole.SocialCare, Now, Now)),
    };

    public static TheoryData<PlanState, string> Pairs()
    {
        var pairs = new TheoryData<PlanState, string>();
        foreach (var state in Enum.GetValues<PlanState>())
        {
            foreach (var act in Acts.Keys)
            {
                pairs.Add(state, act);
            }
        }

        return pairs;
    }

    public static TheoryData<PlanState, string> ActsOnACaseVersion() => new(
        Allowed.Keys.Where(pair => pair.Act is not ("Accept" or "Sign" or "Find" or "Inform")).Select(pair => (pair.From, pair.Act)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Act_WhenInState_GoesWhereTheTableSaysOrIsRefused(PlanState state, string act)
    {
        var plan = In(state);

        var outcome = Acts[act](plan, plan.Version);

        if (act == "Accept" && state is > PlanState.Invited and not PlanState.Ended)
        {
            // Accepted again, it stands as it is.
            Assert.Equal(plan, Assert.IsType<PlanOutcome.Done>(outcome).Next);
        }
        else if (Allowed.TryGetValue((state, act), out var next))
        {
            var done = Assert.IsType<PlanOutcome.Done>(outcome).Next;
            Assert.Equal((next, plan.Version + 1), (done.State, done.Version));
        }
        else
        {
            var refused = Assert.IsType<PlanOutcome.Refused>(outcome);
            Assert.Equal("WRONG_STATE", refused.Reason.Reason);
            Assert.Equal("state", Assert.Single(refused.Details).Key);
        }
    }

    [Theory]
    [MemberData(nameof(ActsOnACaseVersion))]
    public void Act_WhenTheCaseHasMovedOn_IsRefusedWithTheCurrentVersion(PlanState state, string act)
    {
        foreach (var stale in new[] { In(state).Version - 1, In(state).Version + 1 })
        {
            var refused = Assert.IsType<PlanOutcome.Refused>(Acts[act](In(state), stale));
            Assert.Equal("STALE_CASE_VERSION", refused.Reason.Reason);
            Assert.Equal([("current_version", "7")], refused.Details);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public void Sign_WhenAnotherVersionIsNamed_IsRefusedWithTheCurrentOne(int version)
    {
        var refused = Assert.IsType<PlanOutcome.Refused>(
            PlanDecisions.Sign(In(PlanState.AwaitingSignatures), SignerRole.Client, version, Digest, PlanServices.None, Now));

        Assert.Equal("STALE_PLAN_VERSION", refused.Reason.Reason);
        Assert.Equal([("current_plan_version", "2")], refused.Details);
    }

    [Fact]
    public void Sign_WhenTheDigestIsAnotherVersions_IsRefused() =>
        Assert.Equal("DIGEST_NOT_OF_VERSION", Reason(
            PlanDecisions.Sign(In(PlanState.AwaitingSignatures), SignerRole.Client, 2, "bb", PlanServices.None, Now)));

    [Fact]
    public void Sign_WhenThePartyHasSigned_IsRefusedAlsoAfterActivation()
    {
        var signed = In(PlanState.AwaitingSignatures) with { SignedBy = [SignerRole.Client] };

        Assert.Equal("ALREADY_SIGNED", Reason(PlanDecisions.Sign(signed, SignerRole.Client, 2, Digest, PlanServices.None, Now)));
        Assert.Equal("ALREADY_SIGNED", Reason(
            PlanDecisions.Sign(signed with { State = PlanState.Active }, SignerRole.Client, 2, Digest, PlanServices.None, Now)));
    }

    [Fact]
    public void NextReview_WhenThePlanIsNotActive_IsNone()
    {
        foreach (var state in Enum.GetValues<PlanState>().Where(state => state != PlanState.Active))
        {
            Assert.Null(PlanDecisions.NextReview(In(state) with { EffectiveOn = Today }));
        }
    }

    private static string Reason(PlanOutcome outcome) => Assert.IsType<PlanOutcome.Refused>(outcome).Reason.Reason;

    private static PlanSnapshot In(PlanState state) => new(
        7, state, 2, Digest, [], state == PlanState.Active ? Today : null, null);
}
