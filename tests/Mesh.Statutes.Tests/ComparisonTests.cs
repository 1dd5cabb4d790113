using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>Criteria of every service side by side (row 81).</summary>
public sealed class ComparisonTests
{
    private static readonly Gen<DateOnly> LegalDay = Gen.Int[0, 1400].Select(new DateOnly(2023, 1, 1).AddDays);

    // SC3: on the 300th day STATUTE is met and REPORT is not; the need is judged.
    [Fact]
    public void Evaluate_WhenHelmiIsOnTheBoundary_ShowsBothWordingsBesideOneAnother()
    {
        ClientFacts helmi = new()
        {
            BirthDate = Helmi.Facts.BirthDate,
            BenefitDays = Helmi.Facts.BenefitDays,
            ContinuouslyUnemployedSince = Helmi.Facts.ContinuouslyUnemployedSince,
            JointServiceNeed = Fact.Known(Helmi.Need),
        };
        var friday = CriteriaComparison.Evaluate(helmi, new(2024, 1, 26)).Of(ComparedService.JointService);
        var monday = CriteriaComparison.Evaluate(helmi, new(2024, 1, 29)).Of(ComparedService.JointService);
        var days = friday.AnyOf[0];

        Assert.Equal((Outcome.Met, Outcome.NotMet), (friday.Of(Profile.Statute), friday.Of(Profile.Report)));
        Assert.True(friday.BoundaryDiscrepancy);
        Assert.Equal("BOUNDARY_PROFILES", Assert.Single(days.BoundaryTextKeys));
        Assert.Equal((Outcome.Met, Outcome.Met, false), (monday.Of(Profile.Statute), monday.Of(Profile.Report), monday.BoundaryDiscrepancy));
        var evidence = Assert.Single(days.Report.Criteria);
        Assert.Equal(
            ("TYP-TG-1", "2023-01-01", Comparator.MoreThan, 300, 300, new DateOnly(2024, 1, 26), Outcome.NotMet),
            (evidence.RuleId, evidence.RuleVersion, evidence.Comparator, evidence.Threshold.Value.Value, evidence.Actual.Value.Value, evidence.Window!.Value.Last, evidence.Outcome));
    }

    [Fact]
    public void Evaluate_WhenNothingIsKnown_CallsNothingNo()
    {
        var outcome = CriteriaComparison.Evaluate(new ClientFacts { BirthDate = People.Young }, new(2024, 6, 14));

        Assert.Equal(Enum.GetValues<ComparedService>(), outcome.Services.Select(s => s.Service));
        Assert.DoesNotContain(ComparedService.ActivationPlan, outcome.With(Outcome.NotMet, Profile.Statute));

        // The one "no" is what the date of birth tells: nobody of 21 is 55.
        Assert.Equal([ComparedService.SeniorSupport], outcome.With(Outcome.NotMet, Profile.Statute));
        Assert.All(outcome.Services.Where(s => s.Service != ComparedService.SeniorSupport), s => Assert.NotEmpty(s.MissingFacts(Profile.Statute)));
        Assert.All(outcome.Reviews, r => Assert.Equal((ReviewState.Unknown, 1), (r.State, r.MissingFacts.Count)));
        Assert.Equal(nameof(ComparisonOutcome), outcome.ToString());
    }

    [Fact]
    public void Evaluate_WhenTheDateIsBeforeTheSubsidyReform_SaysThatItIsNotFormalised()
    {
        ClientFacts facts = new() { BirthDate = People.Old, PaySubsidyGround = Fact.Known(PaySubsidyGround.ReducedWorkAbility) };
        var before = CriteriaComparison.Evaluate(facts, new(2023, 6, 30)).Of(ComparedService.PaySubsidy);
        var after = CriteriaComparison.Evaluate(facts, new(2023, 7, 1)).Of(ComparedService.PaySubsidy);

        Assert.Equal(Outcome.Unknown, before.Of(Profile.Statute));
        Assert.Equal(CriterionNames.EraFormalised, Assert.Single(before.AnyOf[0].Statute.Criteria).Name);
        Assert.Equal([Outcome.NotMet, Outcome.Met], after.AnyOf.Select(r => r.Statute.Outcome));
        Assert.Throws<OutsideFormalisedLawException>(() => CriteriaComparison.Evaluate(facts, new(2022, 12, 31)));
    }

    [Fact]
    public void Evaluate_WhenFactsContradict_IsRefusedWithEveryViolation()
    {
        ClientFacts facts = new()
        {
            BirthDate = People.Young,
            EmploymentPlanMadeOn = Fact.Known(People.Young.AddDays(-1)),
            ContinuouslyUnemployedSince = Fact.Known(People.Young.AddDays(-2)),
            JobStartsOn = Fact.Known(new DateOnly(2024, 1, 2)),
            JobEndsOn = Fact.Known(new DateOnly(2024, 1, 1)),
        };

        Assert.Equal(
            [FactNames.EmploymentPlanMadeOn, FactNames.ContinuouslyUnemployedSince, FactNames.JobEndsOn],
            Assert.Throws<ContradictoryFactsException>(() => CriteriaComparison.Evaluate(facts, new(2024, 6, 14))).Violations.Select(v => v.Fact));
    }

    [Fact]
    public void Evaluate_WhenReviewsAreHeld_ShowsWhereTheyStand()
    {
        ClientFacts facts = new()
        {
            BirthDate = People.Old,
            ActivationPlanReviewedOn = Fact.Known(new DateOnly(2024, 3, 1)),
            JointPlanReviewedOn = Fact.KnownNone<DateOnly>(),
        };

        // Due on Saturday 1.6.2024, last lawful date Monday.
        Assert.Equal(
            [ReviewState.Upcoming, ReviewState.Due, ReviewState.Due, ReviewState.Overdue],
            new DateOnly[] { new(2024, 5, 31), new(2024, 6, 1), new(2024, 6, 3), new(2024, 6, 4) }.Select(day => CriteriaComparison.Evaluate(facts, day).Reviews[0].State));
        Assert.Equal(ReviewState.None, CriteriaComparison.Evaluate(facts, new(2024, 6, 1)).Reviews[1].State);
        var old = facts with { ActivationPlanReviewedOn = Fact.Known(new DateOnly(2022, 12, 31)) };
        Assert.Equal(ReviewState.Unknown, CriteriaComparison.Evaluate(old, new(2024, 6, 1)).Reviews[0].State);
    }

    // What the slices decide and what is compared cannot differ.
    [Fact]
    public void Evaluate_WhenTheSlicesAreAsked_SaysTheSame() => Gen.Select(Clients.Any, LegalDay).Sample((facts, asOf) =>
    {
        var outcome = CriteriaComparison.Evaluate(facts, asOf);
        foreach (var profile in new[] { Profile.Statute, Profile.Report })
        {
            Assert.Equal(ActivationPlanEligibility.Evaluate(facts.ForActivationPlan, asOf).Of(profile).Outcome, outcome.Of(ComparedService.ActivationPlan).Of(profile));
            var group = TargetGroup.Evaluate(facts.ForTargetGroup, asOf);
            var need = facts.JointServiceNeed.IsKnown
                ? NeedRule.Decide(group, facts.JointServiceNeed.Value, asOf, profile).Need
                : Outcomes.All([group.Of(profile), Outcome.Unknown]);
            Assert.Equal(need, outcome.Of(ComparedService.JointService).Of(profile));
        }

        Assert.Equal(
            AssignmentRule.Decide(ObligationKind.Work, facts.InGroupOfObligation, facts.IsHomeMunicipality, asOf).MayAssign,
            outcome.Of(ComparedService.EmploymentObligation).Of(Profile.Statute));
        Assert.Equal(
            CoachingLevelRule.Decide(facts.Coaching, asOf).Level switch { null => Outcome.Unknown, CoachingLevel.None => Outcome.NotMet, _ => Outcome.Met },
            Coaching(facts, outcome));
        Assert.Equal(
            SeniorSupport.Decide(facts.ForSeniorSupport, asOf).Verdict switch
            {
                SeniorSupportVerdict.Granted => Outcome.Met,
                SeniorSupportVerdict.NotMet => Outcome.NotMet,
                _ => Outcome.Unknown,
            },
            outcome.Of(ComparedService.SeniorSupport).Of(Profile.Statute));
        var subsidy = PaySubsidyRules.Decide(facts.ForPaySubsidy, asOf);
        Assert.Equal(Expected(facts, subsidy), outcome.Of(ComparedService.PaySubsidy).Of(Profile.Statute));
    });

    [Fact]
    public void ChangedByWhatBecameKnown_WhenADayIsTakenBack_NamesTheRuleForAPerson()
    {
        RecordedFacts facts = new()
        {
            BirthDate = People.AinoBorn,
            BenefitDays = RecordedDays.Read(People.Weekdays(People.AinoPaidFrom, new(2023, 11, 10)).Select(day => new RecordedDay(
                day, Benefit.LabourMarketSubsidy, day, day == People.AinoPaidFrom ? new DateOnly(2024, 1, 15) : null))).Value,
            EmploymentPlanMadeOn = FactHistory.Of(People.AinoPlanOn, Fact.Known(People.AinoPlanOn)),
        };
        DateOnly decidedOn = new(2023, 11, 10);

        Assert.Empty(CriteriaComparison.ChangedByWhatBecameKnown(facts, decidedOn, decidedOn, new(2024, 1, 14)));
        Assert.Equal(["AKT-ELIG-U25-1"], CriteriaComparison.ChangedByWhatBecameKnown(facts, decidedOn, decidedOn, new(2024, 1, 15)));
        Assert.Equal(decidedOn, CriteriaComparison.Evaluate(facts, decidedOn, decidedOn).KnownOn);
    }

    // Light coaching is not said while intensive is unknown; that there is coaching then is.
    private static Outcome Coaching(ClientFacts facts, ComparisonOutcome outcome) =>
        facts.Coaching.NeedsHelpFindingJob is { IsKnown: true, Value: true } && CoachingLevelRule.Decide(facts.Coaching, outcome.AsOf).Level is null
            ? Outcome.Unknown
            : outcome.Of(ComparedService.JobCoaching).Of(Profile.Statute);

    // Whether, not how long: the duration's missing fact leaves the comparison alone, and so does who employs before PAL-G.
    private static Outcome Expected(ClientFacts facts, PaySubsidyOutcome subsidy)
    {
        var left = subsidy.MissingFacts.Except([FactNames.ContinuouslyUnemployedSince, .. facts.JobStartsOn.State == FactState.KnownNone ? [FactNames.JobStartsOn] : Array.Empty<string>()]);
        var employerMatters = subsidy.AsOf >= Era.E3.From;
        return subsidy.Verdict switch
        {
            PaySubsidyVerdict.NotSupportedEra => Outcome.Unknown,
            PaySubsidyVerdict.NotMet => Outcome.NotMet,
            _ when facts.JobStartsOn.State == FactState.KnownNone => Outcome.NotMet,
            PaySubsidyVerdict.ManualDecision => Outcome.Unknown,
            PaySubsidyVerdict.Unknown when left.Except(employerMatters ? [] : [FactNames.SubsidisedEmployer]).Any() => Outcome.Unknown,
            _ when facts.EarlierSubsidyWithSameEmployer is { IsKnown: true, Value: true } => Outcome.Unknown,
            _ when employerMatters && facts.Employer is { IsKnown: true, Value: SubsidisedEmployer.Municipal } => Outcome.Unknown,
            _ => Outcome.Met,
        };
    }
}
