using CsCheck;
using Mesh.Identity;
using Mesh.TeOffice.ActivationPlans;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>AKT-SIGN-1 and 2 over whatever order things happen in, held to a second account of who has signed what.</summary>
public sealed class PlanDecisionProperties
{
    private static readonly SignerRole[] Everybody = [SignerRole.LabourAuthority, SignerRole.SocialCare, SignerRole.Client];
    private static readonly DateOnly FirstDay = new(2023, 11, 28);

    private enum Kind
    {
        Sign,
        Draft,
        Contribute,
    }

    // What somebody does, on a version that may be behind, on the n-th day.
    private static readonly Gen<(Kind Kind, SignerRole Role, int Behind, int DaysLater)[]> Histories = Gen.Select(
        Gen.Frequency((6, Gen.Const(Kind.Sign)), (2, Gen.Const(Kind.Draft)), (1, Gen.Const(Kind.Contribute))),
        Gen.Int[0, 2].Select(i => Everybody[i]),
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Const(1))),
        Gen.Int[0, 2]).Array[0, 25];

    [Fact]
    public void Sign_WhenAllSignInAnyOrder_ActivatesOnceOnTheDayOfTheLast() =>
        Gen.Select(Gen.Shuffle(Everybody), Gen.Int[0, 400].Array[3]).Sample((order, days) =>
        {
            var plan = Drafted();
            var signedOn = days.Order().Select(FirstDay.AddDays).ToArray();
            for (var i = 0; i < order.Length; i++)
            {
                Assert.Equal((PlanState.AwaitingSignatures, (DateOnly?)null), (plan.State, plan.EffectiveOn));
                plan = Done(PlanDecisions.Sign(plan, order[i], plan.PlanVersion, plan.Digest, PlanServices.None, Morning(signedOn[i])));
            }

            Assert.Equal((PlanState.Active, (DateOnly?)signedOn[2]), (plan.State, plan.EffectiveOn));
            Assert.Equal(order, plan.SignedBy);
        });

    [Fact]
    public void Draft_WhenAnybodyHasSigned_LeavesNoSignatureStanding() =>
        Gen.Select(Gen.Shuffle(Everybody), Gen.Int[0, 2]).Sample((order, signatures) =>
        {
            var plan = Drafted();
            foreach (var role in order.Take(signatures))
            {
                plan = Done(PlanDecisions.Sign(plan, role, plan.PlanVersion, plan.Digest, PlanServices.None, Morning(FirstDay)));
            }

            var next = Done(PlanDecisions.Draft(plan, plan.Version, "changed", PlanServices.None));

            Assert.Empty(next.SignedBy);
            Assert.Equal((PlanState.AwaitingSignatures, plan.PlanVersion + 1, "changed"), (next.State, next.PlanVersion, next.Digest));
        });

    [Fact]
    public void Act_WhenTheHistoryIsAny_IsActiveExactlyWhenAllHaveSignedTheNewestBytes() => Histories.Sample(history =>
    {
        var plan = Drafted();
        var today = FirstDay;
        var given = new Dictionary<SignerRole, int>();
        var activations = 0;
        foreach (var (kind, role, behind, daysLater) in history)
        {
            today = today.AddDays(daysLater);
            var named = plan.PlanVersion - behind;
            var outcome = kind switch
            {
                Kind.Sign => PlanDecisions.Sign(plan, role, named, DigestOf(named), PlanServices.None, Morning(today)),
                Kind.Draft => PlanDecisions.Draft(plan, plan.Version - behind, DigestOf(plan.PlanVersion + 1), PlanServices.None),
                _ => PlanDecisions.Contribute(plan, plan.Version - behind),
            };
            if (outcome is not PlanOutcome.Done { Next: var next })
            {
                continue;
            }

            Assert.Equal((0, plan.Version + 1), (behind, next.Version));
            Assert.NotEqual(PlanState.Active, plan.State);
            if (kind == Kind.Sign)
            {
                given[role] = named;
            }

            var standing = given.Where(signature => signature.Value == next.PlanVersion).Select(signature => signature.Key).ToHashSet();
            Assert.Equal(standing, next.SignedBy.ToHashSet());
            Assert.Equal(standing.Count == 3, next.State == PlanState.Active);
            activations += next.State == PlanState.Active ? 1 : 0;
            Assert.Equal(next.State == PlanState.Active ? today : null, next.EffectiveOn);
            plan = next;
        }

        Assert.InRange(activations, 0, 1);
    });

    private static PlanSnapshot Drafted() => new(5, PlanState.AwaitingSignatures, 1, DigestOf(1), [], null, null);

    private static DateTimeOffset Morning(DateOnly day) => HelsinkiTime.StartOf(day).AddHours(9);

    private static string DigestOf(int version) => $"digest-{version}";

    private static PlanSnapshot Done(PlanOutcome outcome) => Assert.IsType<PlanOutcome.Done>(outcome).Next;
}
