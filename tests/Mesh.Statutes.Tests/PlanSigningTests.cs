namespace Mesh.Statutes.Tests;

public sealed class PlanSigningTests
{
    private static readonly DateOnly Day = new(2023, 11, 30);

    // SC1: T signs on 29.11., client and H on 30.11.2023.
    private static readonly VersionSignature[] Aino =
    [
        new(PlanSigner.LabourAuthority, 1, new(2023, 11, 29)),
        new(PlanSigner.Client, 1, Day),
        new(PlanSigner.SocialCare, 1, Day),
    ];

    [Theory]
    [InlineData("2023-11-28", 3)]
    [InlineData("2023-11-29", 2)]
    [InlineData("2023-11-30", 0)]
    [InlineData("2023-12-01", 0)]
    public void Decide_WhenSignaturesCome_IsValidFromTheLast(string asOf, int missing)
    {
        var outcome = PlanSigning.Decide(Aino, 1, DateOnly.Parse(asOf, null));

        Assert.Equal(missing, outcome.MissingSigners.Count);
        Assert.Equal(missing == 0 ? (Outcome.Met, Day) : (Outcome.NotMet, (DateOnly?)null), (outcome.IsValid, outcome.EffectiveOn));
        Assert.False(outcome.IsUnverified);
    }

    [Fact]
    public void Decide_WhenTheTextIsChanged_VoidsWhatWasSigned()
    {
        var outcome = PlanSigning.Decide([Aino[0], Aino[1], Aino[2] with { PlanVersion = 2 }], 2, Day);

        Assert.Equal((Outcome.NotMet, null), (outcome.IsValid, outcome.EffectiveOn));
        Assert.Equal([PlanSigner.LabourAuthority, PlanSigner.Client], outcome.MissingSigners);
        Assert.Equal([Aino[0], Aino[1]], outcome.Voided);
    }

    [Fact]
    public void Decide_WhenAllSignAgain_TakesEffectOnTheNewDay()
    {
        var again = Aino.Select(s => s with { PlanVersion = 2, On = Day.AddDays(1) }).Reverse();

        Assert.Equal(Day.AddDays(1), PlanSigning.Decide([.. Aino, .. again], 2, Day.AddDays(1)).EffectiveOn);
    }

    [Fact]
    public void Decide_WhenSignaturesContradict_AreRefusedWithEveryViolation()
    {
        var refused = Assert.Throws<ContradictoryFactsException>(() =>
            PlanSigning.Decide([Aino[0], Aino[0] with { On = Day }, Aino[1] with { PlanVersion = 2 }, Aino[2] with { PlanVersion = 0 }], 1, Day));

        Assert.Equal(["NO_SUCH_PLAN_VERSION", "NO_SUCH_PLAN_VERSION", "SIGNED_TWICE"], refused.Violations.Select(v => v.Code));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanSigning.Decide([Aino[0] with { By = 0 }], 1, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanSigning.Decide([], 0, Day));
        Assert.Equal("VersionSignature", Aino[0].ToString());
    }
}
