using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class NeedTests
{
    private static readonly DateOnly AsOf = new(2024, 3, 4);
    private static readonly NeedSign[] Signs = Enum.GetValues<NeedSign>();

    [Fact]
    public void Consider_WhenTheChecklistIsCounted_HasFifteenSignsAndSuggestsOnAnyAlone()
    {
        Assert.Equal(15, Signs.Length);
        Assert.All(Signs, sign =>
        {
            var outcome = NeedChecklist.Consider(new Dictionary<NeedSign, bool> { [sign] = true }, AsOf);
            Assert.Equal((Outcome.Met, 0, "NEED-CHK Met"), (outcome.ConsiderationSuggested, outcome.MissingSigns.Count, outcome.ToString()));
            Assert.Equal([sign], outcome.Seen);
        });
    }

    [Fact]
    public void Consider_WhenNothingIsSeen_IsNotMetOnlyWhenEverySignWasAskedAbout()
    {
        var none = Signs.ToDictionary(sign => sign, _ => false);

        Assert.Equal(Outcome.NotMet, NeedChecklist.Consider(none, AsOf).ConsiderationSuggested);
        none.Remove(NeedSign.Housing);
        Assert.Equal((Outcome.Unknown, NeedSign.Housing), NeedChecklist.Consider(none, AsOf) is var o ? (o.ConsiderationSuggested, o.MissingSigns.Single()) : default);
        Assert.Throws<ArgumentOutOfRangeException>(() => NeedChecklist.Consider(new Dictionary<NeedSign, bool> { [0] = true }, AsOf));
    }

    [Fact]
    public void Consider_WhenASignMoreIsSeen_NeverTakesTheSuggestionBack() =>
        Gen.Select(Gen.Dictionary(Gen.Enum<NeedSign>(), Gen.Bool)[0, 15], Gen.Enum<NeedSign>()).Sample((seen, more) =>
        {
            var before = NeedChecklist.Consider(seen, AsOf).ConsiderationSuggested;
            Assert.Equal(Outcome.Met, NeedChecklist.Consider(new Dictionary<NeedSign, bool>(seen) { [more] = true }, AsOf).ConsiderationSuggested);
            Assert.Equal(seen.ContainsValue(true), before == Outcome.Met);
        });

    // One service named twice is one.
    [Theory]
    [InlineData("2024-03-03", Outcome.NotMet)]
    [InlineData("2024-03-04", Outcome.Met)]
    [InlineData("2024-03-31", Outcome.Met)]
    [InlineData("2024-04-01", Outcome.NotMet)]
    public void Decide_WhenTwoServicesOverlap_NeedsTheMultisectoralAssessmentOnThoseDaysAlone(string asOf, Outcome needed)
    {
        IReadOnlyList<NeededService> services =
            [new("COACHING", new(2024, 1, 1), new(2024, 3, 31)), new("COACHING", new(2024, 2, 1), new(2024, 3, 31)), new("REHABILITATION", new(2024, 3, 4))];

        Assert.Equal(needed, MultisectoralNeed.Decide(Fact.Known(services), DateOnly.Parse(asOf, null)).Outcome);
    }

    [Fact]
    public void Decide_WhenServicesAreUnknownNoneOrContradict_IsUnknownNotMetOrRefused()
    {
        IReadOnlyList<NeededService> backwards = [new("COACHING", new(2024, 3, 2), new(2024, 3, 1))];

        Assert.Equal((Outcome.Unknown, "NEEDED_SERVICES"), MultisectoralNeed.Decide(default, AsOf) is var o ? (o.Outcome, o.MissingFacts.Single()) : default);
        Assert.Equal(Outcome.NotMet, MultisectoralNeed.Decide(Fact.KnownNone<IReadOnlyList<NeededService>>(), AsOf).Outcome);
        Assert.Equal("ENDS_BEFORE_START", Assert.Throws<ContradictoryFactsException>(() => MultisectoralNeed.Decide(Fact.Known(backwards), AsOf)).Violations.Single().Code);
    }

    [Theory]
    [InlineData(-1, Outcome.Met)]
    [InlineData(0, Outcome.NotMet)]
    [InlineData(1, Outcome.NotMet)]
    public void Decide_WhenTheClientsViewIsAroundTheProfessionals_MustComeFirst(int ticksAfter, Outcome first)
    {
        DateTimeOffset professional = new(2024, 3, 4, 12, 0, 0, TimeSpan.FromHours(2));
        CapacityAssessmentFacts facts = new()
        {
            ClientViewAt = Fact.Known(professional.AddTicks(ticksAfter)),
            ProfessionalAt = Fact.Known(professional),
            ResultsReferToTask = Fact.Known<IReadOnlyList<bool>>([true, true]),
        };

        Assert.Equal([first, Outcome.Met, Outcome.Met], CapacityAssessment.Decide(facts, AsOf).Select(o => o.Outcome));
    }

    [Fact]
    public void Decide_WhenPartsOfAnAssessmentAreMissing_NamesThemAndUnknownIsNotNo()
    {
        CapacityAssessmentFacts none = new()
        {
            ClientViewAt = Fact.KnownNone<DateTimeOffset>(),
            ProfessionalAt = Fact.KnownNone<DateTimeOffset>(),
            ResultsReferToTask = Fact.Known<IReadOnlyList<bool>>([true, false]),
        };
        var unknown = CapacityAssessment.Decide(new(), AsOf);

        Assert.Equal(
            ["CLIENT_VIEW_MISSING", "PROFESSIONAL_ASSESSMENT_MISSING", "TASK_MISSING"],
            CapacityAssessment.Decide(none, AsOf).Select(o => o.Faults.Single()));
        Assert.Equal("RESULTS_MISSING", CapacityAssessment.Decide(none with { ResultsReferToTask = Fact.KnownNone<IReadOnlyList<bool>>() }, AsOf)[2].Faults.Single());
        Assert.Equal(["ASSESS-1", "ASSESS-2", "ASSESS-3"], unknown.Select(o => o.Rule.Id));
        Assert.All(unknown, o => Assert.Equal((Outcome.Unknown, 0, 1), (o.Outcome, o.Faults.Count, o.MissingFacts.Count)));
    }
}
