namespace Mesh.Statutes.Tests;

public sealed class CooperationTests
{
    private static readonly DateOnly AsOf = new(2024, 3, 4);

    // 31.12. + 2 months: the last of February (GEN-TIME-1). The meeting before the first formalised day counts.
    [Theory]
    [InlineData("2023-12-31", "2024-02-29", Outcome.Met)]
    [InlineData("2023-12-31", "2024-03-01", Outcome.NotMet)]
    [InlineData("2022-12-31", "2023-02-28", Outcome.Met)]
    [InlineData("2022-12-31", "2023-03-01", Outcome.NotMet)]
    [InlineData("2024-03-05", "2024-03-04", Outcome.NotMet)]
    public void Decide_WhenTheGroupMeets_MeetsWithinTwoMonths(string lastHeldOn, string asOf, Outcome met) =>
        Assert.Equal(met, Group(held: Fact.Known(DateOnly.Parse(lastHeldOn, null)), asOf: DateOnly.Parse(asOf, null)).Outcome);

    [Fact]
    public void Decide_WhenSeatsAreTakenByOthers_NamesEveryOne()
    {
        Assert.Equal(
            ["CHAIR_NOT_MUNICIPALITY", "VICE_CHAIR_NOT_REGION", "SECRETARY_NOT_JOINT_SERVICE", "MEETING_LATE"],
            Group(Fact.Known(SteeringSeat.WellbeingServicesRegion), Fact.Known(SteeringSeat.Municipality), Fact.KnownNone<SteeringSeat>(), Fact.KnownNone<DateOnly>()).Faults);
        Assert.Equal(["CHAIR"], SteeringGroup.Decide(
            default, Fact.Known(SteeringSeat.WellbeingServicesRegion), Fact.Known(SteeringSeat.JointServiceHead), Fact.Known(AsOf), AsOf).MissingFacts);
    }

    [Theory]
    [InlineData(true, true, -1, null)]
    [InlineData(false, true, -1, null)]
    [InlineData(true, true, 0, "NOT_SHOWN_BEFORE_AGREEING")]
    [InlineData(true, true, 1, "NOT_SHOWN_BEFORE_AGREEING")]
    [InlineData(true, false, -1, "BENEFIT_MEANING_MISSING")]
    [InlineData(null, true, -1, "VOLUNTARY_OR_DUTY_NOT_SAID")]
    public void Decide_WhenAServiceIsOffered_SaysWhatItIsBeforeTheClientAgrees(bool? bearsDuty, bool meaning, int ticksAfter, string? fault)
    {
        DateTimeOffset agreeing = new(2024, 3, 4, 12, 0, 0, TimeSpan.FromHours(2));
        ServiceDutyFacts facts = new()
        {
            BearsDuty = bearsDuty is { } known ? Fact.Known(known) : Fact.KnownNone<bool>(),
            BenefitMeaningStated = Fact.Known(meaning),
            ShownAt = Fact.Known(agreeing.AddTicks(ticksAfter)),
        };

        Assert.Equal(fault is null ? [] : [fault], ServiceDuty.Decide(facts, agreeing, AsOf).Faults);
        Assert.Equal(["BEARS_DUTY", "BENEFIT_MEANING_STATED", "SHOWN_AT"], ServiceDuty.Decide(new(), agreeing, AsOf).MissingFacts);
    }

    [Fact]
    public void Decide_WhenAPlanLacksEverything_NamesEveryElementInItsOrder()
    {
        PlanContents bare = new()
        {
            HasClientGoals = false, Services = [new(HasOrganiser: true, HasFirstDay: true, HasMeasure: true), new(HasOrganiser: false, HasFirstDay: false, HasMeasure: false)],
            HasFollowUp = false, HasResponsiblePerson = false, HasNextReview = false,
        };
        PlanContents full = new() { HasClientGoals = true, Services = [bare.Services[0]], HasFollowUp = true, HasResponsiblePerson = true, HasNextReview = true };

        Assert.Equal(
            [
                ("CLIENT_GOALS_MISSING", null), ("ORGANISER_MISSING", 1), ("DATES_MISSING", 1), ("MEASURE_MISSING", 1),
                ("FOLLOW_UP_MISSING", null), ("RESPONSIBLE_PERSON_MISSING", null), ("NEXT_REVIEW_MISSING", (int?)null),
            ],
            PlanContentRule.Decide(bare, AsOf).Missing.Select(m => (m.Code, m.Service)));
        Assert.True(PlanContentRule.Decide(full, AsOf) is { IsComplete: true, IsUnverified: false });
        Assert.Equal(["SERVICES_MISSING"], PlanContentRule.Decide(full with { Services = [] }, AsOf).Missing.Select(m => m.Code));
        Assert.Throws<OutsideFormalisedLawException>(() => PlanContentRule.Decide(full, new(2022, 12, 31)));
    }

    private static CooperationOutcome Group(
        Fact<SteeringSeat>? chair = null, Fact<SteeringSeat>? vice = null, Fact<SteeringSeat>? secretary = null, Fact<DateOnly>? held = null, DateOnly? asOf = null) =>
        SteeringGroup.Decide(
            chair ?? Fact.Known(SteeringSeat.Municipality),
            vice ?? Fact.Known(SteeringSeat.WellbeingServicesRegion),
            secretary ?? Fact.Known(SteeringSeat.JointServiceHead),
            held ?? Fact.Known(AsOf),
            asOf ?? AsOf);
}
