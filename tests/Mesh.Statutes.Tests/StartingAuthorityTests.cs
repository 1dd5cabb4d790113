namespace Mesh.Statutes.Tests;

public sealed class StartingAuthorityTests
{
    private const string Benefit = FactNames.UnemploymentBenefitPaid;
    private const string Assistance = FactNames.SocialAssistancePaid;

    public static TheoryData<FactState, bool, FactState, bool, DecidingAuthority?, string[]> Cases => new()
    {
        { FactState.Known, true, FactState.Known, false, DecidingAuthority.LabourAuthority, [] },
        { FactState.Known, true, FactState.Known, true, DecidingAuthority.LabourAuthority, [] },
        { FactState.Known, true, FactState.Unknown, false, DecidingAuthority.LabourAuthority, [] },
        { FactState.Known, false, FactState.Known, true, DecidingAuthority.SocialCare, [] },
        { FactState.KnownNone, false, FactState.Known, true, DecidingAuthority.SocialCare, [] },
        { FactState.Known, false, FactState.Known, false, null, [] },
        { FactState.KnownNone, false, FactState.KnownNone, false, null, [] },
        { FactState.Known, false, FactState.Unknown, false, null, [Assistance] },
        { FactState.Unknown, false, FactState.Known, true, null, [Benefit] },
        { FactState.Unknown, false, FactState.Known, false, null, [Benefit] },
        { FactState.Unknown, false, FactState.Unknown, false, null, [Benefit, Assistance] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_WhenWhatIsPaidIsKnownOrNot_NamesWhoStartsOrWhatIsMissing(
        FactState benefit, bool benefitPaid, FactState assistance, bool assistancePaid, DecidingAuthority? startedBy, string[] missing)
    {
        var outcome = StartingAuthorityRule.Decide(Paid(benefit, benefitPaid), Paid(assistance, assistancePaid), new(2024, 1, 16));

        Assert.Equal(startedBy, outcome.StartedBy);
        Assert.Equal(missing, outcome.MissingFacts);
        Assert.Equal(CitedTexts.RehabilitativeWorkHandbook, outcome.Citation.Act);
    }

    [Fact]
    public void ToString_WhenWhoStartsIsKnown_DoesNotTellIt() =>
        Assert.Equal("AKT-START-PRIO", StartingAuthorityRule.Decide(Fact.Known(true), default, new(2024, 1, 16)).ToString());

    private static Fact<bool> Paid(FactState state, bool paid) => state switch
    {
        FactState.Known => Fact.Known(paid),
        FactState.KnownNone => Fact.KnownNone<bool>(),
        _ => Fact.Unknown<bool>(),
    };
}
