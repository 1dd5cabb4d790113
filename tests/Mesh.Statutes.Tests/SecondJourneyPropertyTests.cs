using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class SecondJourneyPropertyTests
{
    private static readonly DateOnly FirstMonth = new(2022, 1, 1);
    private static readonly Gen<DateOnly> LegalDay = Gen.Int[0, 1800].Select(n => new DateOnly(2023, 1, 1).AddDays(n));
    private static readonly Gen<int[]> Months = Gen.Int[0, 60].Array[0, 60].Select(m => m.Distinct().ToArray());
    private static readonly Gen<DateOnly> Born = Gen.Int[0, 16000].Select(n => new DateOnly(1970, 1, 1).AddDays(n));
    private static readonly Gen<Fact<bool>> YesNo = Gen.Int[0, 3].Select(n => n switch { 0 => Fact.Known(true), 1 => Fact.Known(false), 2 => Fact.KnownNone<bool>(), _ => default });
    private static readonly Gen<LegalForm> Form = Gen.Enum<LegalForm>();

    private static readonly Gen<Fact<DateOnly>> SomeDay = Gen.Select(Gen.Int[0, 2], LegalDay)
        .Select((kind, day) => kind switch { 0 => Fact.Known(day), 1 => Fact.KnownNone<DateOnly>(), _ => default });

    private static readonly Gen<MeasuresFacts> Measures = Gen.Select(YesNo, SomeDay, SomeDay, SomeDay).Select((valid, plan, booked, held) =>
        new MeasuresFacts { JobSearchValid = valid, EmploymentPlanMadeOn = plan, InterviewBookedFor = booked, InterviewHeldOn = held });

    private static readonly Gen<PlacementFacts> Placement = Gen.Select(
            Gen.Select(Gen.Enum<ProvisionMode>(), Form, Form.Array[0, 4]),
            Gen.Select(LegalDay, Gen.Int[-5, 800], Gen.Int[-40, 40], Gen.Int[-40, 40]),
            Gen.Select(Gen.Int[0, 6], Gen.Int[3, 10], Gen.Bool, Gen.Long[-1, 1]))
        .Select((who, when, how) => new PlacementFacts
        {
            Mode = who.Item1,
            WorkProvider = who.Item2,
            WorkSubcontractors = who.Item3,
            FirstDay = when.Item1,
            LastDay = when.Item1.AddDays(when.Item2),
            ContractFrom = when.Item1.AddDays(when.Item3 - 30),
            ContractThrough = when.Item1.AddDays(when.Item2 + when.Item4 + 30),
            DaysPerWeek = how.Item1,
            HoursPerDay = how.Item2,
            ProcurementConditionsConfirmed = how.Item3,
            PriceCents = how.Item4,
        });

    [Fact]
    public void Evaluate_WhenAnAssistanceMonthIsAdded_NeverUnmeetsNorShortensTheRun() =>
        Gen.Select(Months, Gen.Int[0, 60], Born, LegalDay).Sample((months, extra, born, asOf) =>
        {
            var before = ProlongedAssistance.Evaluate(Read(months), born, asOf);
            var after = ProlongedAssistance.Evaluate(Read([.. months.Append(extra).Distinct()]), born, asOf);

            Assert.True(before.Reached != Outcome.Met || after.Reached == Outcome.Met);
            Assert.True(after.EndedInARow >= before.EndedInARow);
            Assert.Equal((before.ThresholdCode, before.Required), (after.ThresholdCode, after.Required));
        });

    [Fact]
    public void Evaluate_WhenThereIsARun_BeginsItThatManyMonthsAgoAndNotEarlier() =>
        Gen.Select(Months, Born, LegalDay).Sample((months, born, asOf) =>
        {
            var outcome = ProlongedAssistance.Evaluate(Read(months), born, asOf);
            var granted = months.Select(n => FirstMonth.AddMonths(n)).ToHashSet();
            var current = new DateOnly(asOf.Year, asOf.Month, 1);
            var counted = Enumerable.Range(1, outcome.EndedInARow).Select(back => current.AddMonths(-back)).ToArray();

            Assert.All(counted, month => Assert.Contains(month, granted));
            Assert.DoesNotContain(current.AddMonths(-outcome.EndedInARow - 1), granted);
            Assert.Equal(counted.Length == 0 ? null : counted[^1], outcome.RunBegan);
            Assert.Equal(outcome.EndedInARow >= outcome.Required, outcome.Reached == Outcome.Met);
        });

    [Fact]
    public void Decide_WhenAnyBenefitIsKnownOrNot_IsSettledOrMissingSomethingUnknown() =>
        Gen.Select(YesNo, YesNo, LegalDay).Sample((benefit, assistance, asOf) =>
        {
            var outcome = StartingAuthorityRule.Decide(benefit, assistance, asOf);

            Assert.True(outcome.StartedBy is null || outcome.MissingFacts.Count == 0);
            Assert.True(benefit != Fact.Known(true) || outcome.StartedBy == DecidingAuthority.LabourAuthority);
            Assert.True(outcome.StartedBy != DecidingAuthority.SocialCare || benefit.State != FactState.Unknown);
            Assert.Equal(
                outcome.MissingFacts.Count > 0,
                benefit != Fact.Known(true) && (benefit.State == FactState.Unknown || assistance.State == FactState.Unknown));
        });

    [Fact]
    public void Decide_WhenMeasuresAreAsked_OutcomeReasonAndMissingFactsAgree() =>
        Gen.Select(Measures, LegalDay).Sample((facts, asOf) =>
        {
            var outcome = MeasuresOrderRule.Decide(facts, asOf);

            Assert.Equal(outcome.MayStart == Outcome.NotMet, outcome.BlockedReason == MeasuresOrderRule.PlanMissing);
            Assert.Equal(outcome.MayStart == Outcome.Unknown, outcome.MissingFacts.Count > 0);
            Assert.True(!outcome.ByException || outcome.MayStart == Outcome.Met);
        });

    [Fact]
    public void Decide_WhenAnUnknownFactOfMeasuresBecomesKnown_NeverChangesASettledAnswer() =>
        Gen.Select(Measures, Measures, LegalDay).Sample((facts, told, asOf) =>
        {
            var before = MeasuresOrderRule.Decide(facts, asOf).MayStart;
            var after = MeasuresOrderRule.Decide(
                new()
                {
                    JobSearchValid = Or(facts.JobSearchValid, told.JobSearchValid),
                    EmploymentPlanMadeOn = Or(facts.EmploymentPlanMadeOn, told.EmploymentPlanMadeOn),
                    InterviewBookedFor = Or(facts.InterviewBookedFor, told.InterviewBookedFor),
                    InterviewHeldOn = Or(facts.InterviewHeldOn, told.InterviewHeldOn),
                },
                asOf).MayStart;

            Assert.True(before == Outcome.Unknown || before == after);
        });

    [Fact]
    public void Decide_WhenAnyPlacementIsJudged_RefusesExactlyWithAFaultAndReviewsExactlyWithAReason() =>
        Gen.Select(Placement, LegalDay).Sample((facts, asOf) =>
        {
            var outcome = PlacementRules.Decide(facts, asOf);

            Assert.Equal(outcome.Faults.Count > 0, outcome.Verdict == PlacementVerdict.Refused);
            Assert.Equal(outcome.Faults.Count == 0 && outcome.ReviewReasons.Count > 0, outcome.Verdict == PlacementVerdict.LegalReview);
            Assert.Equal(outcome.Faults.Count, outcome.Faults.Select(f => f.Code).Distinct().Count());
        });

    [Fact]
    public void Decide_WhenSubcontractorsComeInAnotherOrder_AnswersTheSame() =>
        Gen.Select(Placement, Gen.Int[0, 10]).Sample((facts, turn) =>
        {
            var chain = facts.WorkSubcontractors;
            var turned = chain.Count == 0 ? chain : [.. chain.Skip(turn % chain.Count), .. chain.Take(turn % chain.Count)];
            Assert.Equal(Told(facts), Told(facts with { WorkSubcontractors = [.. turned.Reverse()] }));
        });

    [Fact]
    public void Decide_WhenASubcontractorIsAdded_NeverMakesAPlacementBetter() =>
        Gen.Select(Placement, Form).Sample((facts, added) =>
            Assert.True((facts with { WorkSubcontractors = [.. facts.WorkSubcontractors, added] }).Decide().Verdict >= facts.Decide().Verdict));

    [Fact]
    public void Decide_WhenGuidanceComesFromAnyForm_AnswersTheSame() =>
        Gen.Select(Placement, Form).Sample((facts, guide) => Assert.Equal(Told(facts), Told(facts with { GuidanceProvider = guide })));

    [Fact]
    public void MeetsNeed_WhenAServiceIsAdded_NeverFailsWhatWasMet() =>
        Gen.Select(Gen.Bool, Gen.Enum<PlannedKind>().Array[0, 5], Gen.Enum<PlannedKind>()).Sample((joint, kinds, added) =>
            Assert.True(!RehabilitativeWorkInPlan.MeetsNeed(joint, kinds) || RehabilitativeWorkInPlan.MeetsNeed(joint, [.. kinds, added])));

    [Fact]
    public void Over_WhenAnyDaysAreAsked_PutsEachInExactlyOneRowOfItsOrganiser() =>
        Gen.Select(Gen.Int[0, 900], Gen.Int[0, 900]).Sample((begins, days) =>
        {
            var first = new DateOnly(2021, 7, 1).AddDays(begins);
            var rows = RehabilitativeWorkOrganiser.Over(first, first.AddDays(days));
            Assert.All(Enumerable.Range(0, days + 1).Select(first.AddDays), day =>
                Assert.Equal(RehabilitativeWorkOrganiser.On(day), Assert.Single(rows, r => r.First <= day && day <= r.Last).Organiser));
            Assert.Equal((first, first.AddDays(days)), (rows[0].First, rows[^1].Last));
        });

    private static AssistanceMonths Read(int[] months) => AssistanceMonths.Read(months.Select(n => FirstMonth.AddMonths(n))).Value;

    private static Fact<T> Or<T>(Fact<T> known, Fact<T> told)
        where T : notnull => known.State == FactState.Unknown ? told : known;

    private static string Told(PlacementFacts facts)
    {
        var outcome = facts.Decide();
        return string.Join(' ', [outcome.Verdict.ToString(), .. outcome.Faults.Select(f => $"{f.Code}@{f.Field}"), .. outcome.ReviewReasons]);
    }
}
