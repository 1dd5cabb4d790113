namespace Mesh.Statutes.Tests;

public sealed class RehabilitativeWorkInPlanTests
{
    private static readonly DateTimeOffset Signing = new(2024, 1, 15, 9, 30, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData(PlannedKind.Other, false)]
    [InlineData(PlannedKind.Employment, false)]
    [InlineData(PlannedKind.RehabilitativeWork, true)]
    [InlineData(PlannedKind.Social, true)]
    [InlineData(PlannedKind.Health, true)]
    [InlineData(PlannedKind.Rehabilitation, true)]
    [InlineData(PlannedKind.Education, false)]
    public void MeetsNeed_WhenTheFindingIsJoint_AsksForAKindThatImprovesCapacity(PlannedKind kind, bool meets)
    {
        Assert.Equal(meets, RehabilitativeWorkInPlan.MeetsNeed(true, [kind]));
        Assert.Equal(meets, RehabilitativeWorkInPlan.MeetsNeed(true, [PlannedKind.Employment, kind, PlannedKind.Education]));
        Assert.True(RehabilitativeWorkInPlan.MeetsNeed(false, [kind]));
    }

    [Fact]
    public void MeetsNeed_WhenThePlanHasNoService_FailsOnlyUnderAJointFinding()
    {
        Assert.False(RehabilitativeWorkInPlan.MeetsNeed(true, []));
        Assert.True(RehabilitativeWorkInPlan.MeetsNeed(false, []));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Information_WhenItIsGivenAroundTheSignature_CountsOnlyStrictlyBefore(long ticks, bool counts)
    {
        var near = Signing.AddTicks(ticks);
        var before = Signing.AddDays(-5);

        Assert.Equal(counts ? [] : [DecidingAuthority.LabourAuthority], RehabilitativeWorkInPlan.Information(near, before, Signing).Missing);
        Assert.Equal(counts ? [] : [DecidingAuthority.SocialCare], RehabilitativeWorkInPlan.Information(before, near, Signing).Missing);
        Assert.Equal(counts, RehabilitativeWorkInPlan.Information(near, near, Signing).Given);
    }

    [Fact]
    public void Information_WhenNobodyTold_NamesBothInOrder()
    {
        var outcome = RehabilitativeWorkInPlan.Information(null, null, Signing);

        Assert.False(outcome.Given);
        Assert.Equal([DecidingAuthority.LabourAuthority, DecidingAuthority.SocialCare], outcome.Missing);
        Assert.Equal("§ 9.2", outcome.Citation.Section);
    }

    // Another offset is the same instant: 07:30 UTC is 09:30 in Helsinki.
    [Fact]
    public void Information_WhenInstantsBearOtherOffsets_ComparesTheInstants()
    {
        Assert.False(RehabilitativeWorkInPlan.Information(Signing.ToOffset(TimeSpan.Zero), Signing.ToOffset(TimeSpan.Zero), Signing).Given);
        Assert.True(RehabilitativeWorkInPlan.Information(Signing.AddTicks(-1).ToUniversalTime(), Signing.AddTicks(-1), Signing.ToUniversalTime()).Given);
    }

    // Midnight in Helsinki is 22:00 UTC of the day before.
    [Theory]
    [InlineData("2024-12-31T21:59:59Z", Certainty.Verified)]
    [InlineData("2024-12-31T22:00:00Z", Certainty.FromMemory)]
    [InlineData("2025-12-31T21:59:59Z", Certainty.FromMemory)]
    [InlineData("2025-12-31T22:00:00Z", Certainty.Unsure)]
    public void Information_WhenTheEraChangesAtMidnightInHelsinki_IsNoSurerThanTheEra(string signing, Certainty certainty) =>
        Assert.Equal(certainty, RehabilitativeWorkInPlan.Information(null, null, DateTimeOffset.Parse(signing, null)).Citation.Certainty);

    [Fact]
    public void Information_WhenTheSignatureIsBefore2023_IsRefused()
    {
        DateTimeOffset newYear = new(2023, 1, 1, 0, 0, 0, TimeSpan.FromHours(2));

        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkInPlan.Information(null, null, newYear.AddTicks(-1)));
        Assert.NotNull(RehabilitativeWorkInPlan.Information(null, null, newYear));
    }
}
