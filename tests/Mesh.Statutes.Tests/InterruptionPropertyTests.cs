using CsCheck;

namespace Mesh.Statutes.Tests;

public sealed class InterruptionPropertyTests
{
    private static readonly Gen<DateOnly> LegalDay = Gen.Int[0, 1800].Select(n => new DateOnly(2023, 1, 1).AddDays(n));

    private static readonly Gen<InterruptionFacts> Facts = Gen.Select(
            Some(Gen.Enum<InterruptionGround>()), Some(LegalDay), Some(Gen.Bool), Some(LegalDay), Some(Gen.Select(LegalDay, Gen.Bool)))
        .Select((ground, started, studies, heard, unused) => new InterruptionFacts
        {
            PlanEffectiveOn = new(2023, 1, 1),
            Ground = ground,
            GroundStartedOn = started,
            StudiesLeadToOccupationOrDegree = studies,
            HeardAt = heard.Map(Noon),
            UnusedHearing = unused.Map(u => new UnusedHearing(Noon(u.Item1).AddDays(-7), Noon(u.Item1), u.Item2)),
        });

    [Fact]
    public void Decide_WhenAnyFactsAreGiven_OutcomeRefusalsAndMissingFactsAgree() => Gen.Select(Facts, LegalDay).Sample((facts, day) =>
    {
        var outcome = PlanInterruption.Decide(facts, On(day));

        Assert.Equal(outcome.IsValid == Outcome.NotMet, outcome.Refusals.Count > 0);
        Assert.Equal(outcome.IsValid == Outcome.Unknown, outcome.MissingFacts.Count > 0);
        Assert.True(outcome.IsValid != Outcome.Met || day >= outcome.EarliestOn);
    });

    [Fact]
    public void Decide_WhenAValidDecisionIsMadeLater_StaysValid() => Gen.Select(Facts, LegalDay, Gen.Int[0, 400]).Sample((facts, day, later) =>
        Assert.True(PlanInterruption.Decide(facts, On(day)).IsValid != Outcome.Met || PlanInterruption.Decide(facts, On(day.AddDays(later))).IsValid == Outcome.Met));

    [Fact]
    public void Decide_WhenAnUnknownFactBecomesKnown_NeverChangesASettledAnswer() => Gen.Select(Facts, Facts, LegalDay).Sample((facts, told, day) =>
    {
        var before = PlanInterruption.Decide(facts, On(day)).IsValid;
        var after = PlanInterruption.Decide(
            facts with
            {
                Ground = Or(facts.Ground, told.Ground),
                GroundStartedOn = Or(facts.GroundStartedOn, told.GroundStartedOn),
                StudiesLeadToOccupationOrDegree = Or(facts.StudiesLeadToOccupationOrDegree, told.StudiesLeadToOccupationOrDegree),
                HeardAt = Or(facts.HeardAt, told.HeardAt),
                UnusedHearing = Or(facts.UnusedHearing, told.UnusedHearing),
            },
            On(day)).IsValid;

        Assert.True(before == Outcome.Unknown || before == after);
    });

    [Theory]
    [InlineData("2023-01-01", false)]
    [InlineData("2024-12-31", false)]
    [InlineData("2025-01-01", true)]
    [InlineData("2026-01-01", true)]
    public void Decide_WhenTheErasChange_SaysThatTheLawWasNotRead(string asOf, bool unverified)
    {
        var day = DateOnly.Parse(asOf, null);
        var facts = Interruptions.Veera with
        {
            PlanEffectiveOn = new(2022, 10, 2), GroundStartedOn = Fact.Known(new DateOnly(2022, 11, 30)), HeardAt = Fact.Known(Interruptions.At(2022, 12, 1)),
        };

        Assert.Equal((Outcome.Met, unverified), PlanInterruption.Decide(facts, On(day)) is var o ? (o.IsValid, o.IsUnverified) : default);
        Assert.Equal(unverified, PlanContinuation.Decide(new(), day).IsUnverified);
        Assert.Equal(unverified, PlanSigning.Decide([], 1, day).IsUnverified);
        DateOnly before = new(2022, 12, 31);
        Assert.Throws<OutsideFormalisedLawException>(() => PlanInterruption.Decide(facts, On(before)));
        Assert.Throws<OutsideFormalisedLawException>(() => PlanContinuation.Decide(new(), before));
        Assert.Throws<OutsideFormalisedLawException>(() => PlanSigning.Decide([], 1, before));
    }

    private static Gen<Fact<T>> Some<T>(Gen<T> values)
        where T : notnull =>
        Gen.Select(Gen.Int[0, 3], values).Select((kind, value) => kind switch { 0 => Fact.KnownNone<T>(), 1 => default, _ => Fact.Known(value) });

    private static Fact<T> Or<T>(Fact<T> known, Fact<T> told)
        where T : notnull => known.State == FactState.Unknown ? told : known;

    private static DateTimeOffset Noon(DateOnly day) => Interruptions.At(day.Year, day.Month, day.Day);

    private static InterruptionCommand On(DateOnly day) => Interruptions.On(day.Year, day.Month, day.Day);
}
