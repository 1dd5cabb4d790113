namespace Mesh.Statutes.Tests;

/// <summary>Answers of the rules that are no eligibility rules, at the borders of the eras.</summary>
public sealed class SecondJourneyEraTests
{
    private static readonly Dictionary<string, Func<DateOnly, (object Answer, bool Unverified)>> Rules = new()
    {
        ["AKT-START-PRIO"] = asOf => StartingAuthorityRule.Decide(Fact.Known(false), Fact.Known(true), asOf) is var o ? ((object)o.StartedBy!, o.IsUnverified) : default,
        ["AKT-ORDER-1"] = asOf => MeasuresOrderRule.Decide(new() { InterviewHeldOn = Fact.Known(new DateOnly(2022, 1, 3)) }, asOf) is var o
            ? (o.MayStart, o.IsUnverified) : default,
        ["AKT-ORDER-1 exception"] = asOf => MeasuresOrderRule.Decide(new() { JobSearchValid = Fact.Known(false) }, asOf) is var o
            ? (o.ByException, o.IsUnverified) : default,
        ["AKT-ORDER-1 blocked"] = asOf => MeasuresOrderRule.Decide(new(), asOf) is var o ? (o.MayStart, o.IsUnverified) : default,
        ["A8 under 25"] = asOf => Prolonged(4, People.Young, asOf),
        ["A8 from 25"] = asOf => Prolonged(12, People.Old, asOf),
        ["KTT-PROV-1"] = asOf => Placement(Placements.Eetu with { WorkProvider = LegalForm.LimitedCompany }, asOf),
        ["KTT-PROV-3"] = asOf => Placement(Placements.Eetu with { ProcurementConditionsConfirmed = false }, asOf),
        ["KTT-DUR"] = asOf => Placement(Placements.Eetu with { DaysPerWeek = 5 }, asOf),
        ["KTT accepted"] = asOf => Placement(Placements.Eetu, asOf),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Decide_WhenTheErasChange_KeepsTheAnswerAndSaysThatTheLawWasNotRead(string rule)
    {
        var decide = Rules[rule];
        var answer = decide(new(2023, 1, 1)).Answer;

        Assert.Throws<OutsideFormalisedLawException>(() => decide(new(2022, 12, 31)));
        Assert.All<(DateOnly Day, bool Unverified)>(
            [
                (new(2023, 1, 1), false), (new(2023, 1, 2), false), (new(2024, 12, 31), false),
                (new(2025, 1, 1), true), (new(2025, 1, 2), true), (new(2025, 12, 31), true),
                (new(2026, 1, 1), true), (new(2026, 1, 2), true), (new(2026, 11, 20), true),
            ],
            expected => Assert.Equal((answer, expected.Unverified), decide(expected.Day)));
    }

    // E4 takes benefit recipients out of the activation plan; those on assistance alone stay (unverified).
    [Theory]
    [InlineData("2025-12-31", Certainty.FromMemory)]
    [InlineData("2026-01-01", Certainty.Unsure)]
    [InlineData("2026-01-02", Certainty.Unsure)]
    public void Evaluate_WhenE4Begins_KeepsAssistanceRulesAndNoticeInForce(string asOf, Certainty certainty)
    {
        var day = DateOnly.Parse(asOf, null);
        foreach (var (born, ruleId) in new[] { (People.Young, "AKT-ELIG-U25-3"), (People.Old, "AKT-ELIG-O25-3") })
        {
            var months = AssistanceMonths.LastEnded(12, day);
            ActivationPlanFacts facts = new()
            {
                BirthDate = born,
                SocialAssistanceMonths = Fact.Known(months),
                SocialAssistanceIsMainLivelihood = Fact.Known(true),
                EmploymentPlanMadeOn = People.PlanLongAgo,
                InterviewHeldOn = People.PlanLongAgo,
            };
            var rule = facts.Assess(ruleId, day);

            Assert.All([rule.Statute, rule.Report], o => Assert.Equal((Outcome.Met, true), (o.Outcome, o.IsUnverified)));
            Assert.Equal(certainty, ProlongedAssistance.Evaluate(months, born, day).Citation.Certainty);
        }
    }

    [Fact]
    public void Cite_WhenTheEraIsLessSureThanTheText_IsNoSurerAndKeepsTheSection()
    {
        var read = CitedTexts.PlanSection("§ 5.4", "A reading.");
        var fromMemory = read with { Certainty = Certainty.FromMemory };

        Assert.Same(read, Era.E2.Cite(read));
        Assert.Equal(read with { Certainty = Certainty.FromMemory, Note = "A reading. The wording of 399/2023 was not read." }, Era.E3.Cite(read));
        Assert.Equal(read with { Certainty = Certainty.Unsure, Note = "The wording of HE 109/2025 was not read." }, Era.E4.Cite(read with { Note = null }));
        Assert.Same(fromMemory, Era.E3.Cite(fromMemory));
    }

    private static (object, bool) Prolonged(int months, DateOnly born, DateOnly asOf) =>
        ProlongedAssistance.Evaluate(AssistanceMonths.LastEnded(months, asOf), born, asOf) is var o ? (o.Reached, o.IsUnverified) : default;

    private static (object, bool) Placement(PlacementFacts facts, DateOnly asOf) =>
        PlacementRules.Decide(facts, asOf) is var o ? (o.Verdict, o.IsUnverified) : default;
}
