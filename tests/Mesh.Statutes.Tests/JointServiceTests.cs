namespace Mesh.Statutes.Tests;

public sealed class JointServiceTests
{
    private static readonly DateOnly Day = new(2024, 1, 30);
    private static readonly TargetGroupOutcome Group = TargetGroup.Evaluate(Helmi.Facts, Day);

    [Fact]
    public void Decide_WhenKelaIsNotMarked_WarnsAndWaitsForTheReason()
    {
        Fact<bool>[] notMarked = [Fact.Known(false), Fact.KnownNone<bool>(), Fact.Unknown<bool>()];

        Assert.All(notMarked, insurance =>
        {
            var need = NeedRule.Decide(Group, Helmi.Need with { NeedsSocialInsurance = insurance }, Day);
            var reasoned = NeedRule.Decide(Group, Helmi.Need with { NeedsSocialInsurance = insurance, ReasonWithoutSocialInsuranceRecorded = true }, Day);

            Assert.Equal(Outcome.Unknown, need.Need);
            Assert.Equal([FactNames.ReasonWithoutSocialInsurance], need.MissingFacts);
            Assert.Null(ReferralRule.Decide(need).ReferredBy);
            Assert.Equal(Outcome.Met, reasoned.Need);
            Assert.All([need, reasoned], n => Assert.Equal([NeedRule.SocialInsuranceNotMarked], n.Warnings));
        });
    }

    [Fact]
    public void Decide_WhenLabourOrSocialCareIsNotNeeded_IsNotMetAndUnknownStaysUnknown()
    {
        Assert.Equal(Outcome.NotMet, NeedRule.Decide(Group, Helmi.Need with { NeedsSocialCare = Fact.Known(false) }, Day).Need);
        Assert.Equal(Outcome.NotMet, NeedRule.Decide(Group, Helmi.Need with { NeedsLabourAuthority = Fact.KnownNone<bool>() }, Day).Need);

        var unknown = NeedRule.Decide(Group, Helmi.Need with { NeedsSocialCare = default, ReasonRecorded = false }, Day);

        Assert.Equal(Outcome.Unknown, unknown.Need);
        Assert.Equal([FactNames.NeedsSocialCare, FactNames.NeedReason], unknown.MissingFacts);
    }

    [Fact]
    public void Decide_WhenTheTargetGroupIsNotMetOrUnknown_IsNoNeedOrUnknown()
    {
        var none = TargetGroup.Evaluate(Helmi.Facts with { BenefitDays = PaidDays.None }, Day);
        var unknown = TargetGroup.Evaluate(Helmi.Facts with { BenefitDays = DisclosedCounts.Nothing }, Day);

        Assert.Equal(Outcome.NotMet, NeedRule.Decide(none, Helmi.Need, Day).Need);
        Assert.Equal([FactNames.LabourMarketSubsidyDays], NeedRule.Decide(unknown, Helmi.Need, Day).MissingFacts);
        Assert.Equal(Outcome.Unknown, ReferralRule.Decide(NeedRule.Decide(unknown, Helmi.Need, Day)).Owed);
    }

    [Fact]
    public void Decide_WhenTheGroupIsOfALaterDayOrThePartyIsNone_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NeedRule.Decide(Group, Helmi.Need, Day.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeedRule.Decide(Group, Helmi.Need with { AssessedBy = 0 }, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => MappingContent.Decide(new Dictionary<MappingPart, Fact<bool>> { [0] = Fact.Known(true) }, Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => JointServiceKindRule.Decide(0, Day));
    }

    [Theory]
    [InlineData("2023-11-30", "2024-02-29", "2024-02-29")]
    [InlineData("2024-03-22", "2024-06-22", "2024-06-24")] // Midsummer Day is a Saturday
    [InlineData("2023-09-24", "2023-12-24", "2023-12-27")]
    public void After_WhenTheMappingStarts_IsDueInThreeMonthsAndLawfulToTheNextWorkingDay(string started, string due, string lawful)
    {
        var mapping = MappingPeriod.After(DateOnly.Parse(started, null));

        Assert.Equal(new Deadline(DateOnly.Parse(due, null), DateOnly.Parse(lawful, null)), mapping.Deadline);
        Assert.Equal((false, "§ 3.1", "TYP-MAP-1"), (mapping.IsUnverified, mapping.Citation.Section, mapping.RuleId));
        Assert.False(mapping.Deadline.IsOverdue(DateOnly.Parse(lawful, null)));
        Assert.Equal(1, mapping.Deadline.DaysOverdue(DateOnly.Parse(lawful, null).AddDays(1)));
    }

    [Fact]
    public void Decide_WhenPartsOfTheMappingAreOpen_NamesThem()
    {
        var all = Enum.GetValues<MappingPart>().ToDictionary(p => p, _ => Fact.Known(true));

        Assert.Equal(Outcome.Met, MappingContent.Decide(all, Day).Complete);
        Assert.Equal(Outcome.Unknown, MappingContent.Decide(new Dictionary<MappingPart, Fact<bool>>(), Day).Complete);
        Assert.All(Enum.GetValues<MappingPart>(), part =>
        {
            var open = MappingContent.Decide(new Dictionary<MappingPart, Fact<bool>>(all) { [part] = Fact.Known(false) }, Day);
            var unknown = MappingContent.Decide(new Dictionary<MappingPart, Fact<bool>>(all) { [part] = default }, Day);

            Assert.Equal((Outcome.NotMet, part), (open.Complete, Assert.Single(open.NotClarified)));
            Assert.Equal((Outcome.Unknown, part), (unknown.Complete, Assert.Single(unknown.MissingFacts)));
        });
    }

    [Fact]
    public void Decide_WhenKelasRehabilitationIsNotInThePlan_KelaDoesNotSign()
    {
        var facts = Helmi.Plan(new(2024, 4, 30));
        var withoutKela = facts with { SignedOn = facts.SignedOn.Where(s => s.Key != JointPlanSigner.SocialInsurance).ToDictionary() };

        Assert.Equal(Outcome.Met, PlanMakingRule.Decide(withoutKela with { ContainsSocialInsuranceRehabilitation = Fact.Known(false) }, new(2024, 5, 1)).Made);
        Assert.Equal(["SIGNED_BY_SOCIAL_INSURANCE"], PlanMakingRule.Decide(withoutKela, new(2024, 5, 1)).MissingFacts);
        Assert.Equal(
            [PlanMakingRule.ContainsSocialInsuranceRehabilitation],
            PlanMakingRule.Decide(facts with { ContainsSocialInsuranceRehabilitation = default }, new(2024, 5, 1)).MissingFacts);
    }

    [Fact]
    public void Decide_WhenSignaturesOrAssessmentsPrecedeTheStart_RefusesEveryOne()
    {
        var plan = Helmi.Plan(new(2024, 1, 30)) with { StartedOn = new(2024, 4, 30) };
        var ending = Helmi.NoNeed((JointServiceParty.SocialCare, new(2024, 1, 30), false), (JointServiceParty.SocialInsurance, new(2024, 1, 1), true));

        Assert.Equal(2, Assert.Throws<ContradictoryFactsException>(() => PlanMakingRule.Decide(plan, new(2024, 6, 1))).Violations.Count);
        Assert.Equal(2, Assert.Throws<ContradictoryFactsException>(() => EndingRule.Decide(ending, new(2024, 6, 1))).Violations.Count);
        Assert.Equal("JointPlanFacts EndingFacts NeedAssessment EndAssessment", $"{plan} {ending} {Helmi.Need} {new EndAssessment(Day, true)}");
    }

    [Theory]
    [InlineData(-1, Outcome.Met)]
    [InlineData(0, Outcome.Met)]
    [InlineData(1, Outcome.NotMet)]
    public void Decide_WhenDutiesAreExplainedAroundThePlansDay_AcceptsToTheDayItself(int daysAfter, Outcome expected)
    {
        var day = Fact.Known(Day);
        var around = Fact.Known(Day.AddDays(daysAfter));

        Assert.Equal(expected, DutiesExplainedRule.Decide(around, day, Day).Explained);
        Assert.Equal(expected, DutiesExplainedRule.Decide(day, around, Day).Explained);
        Assert.Equal([DutiesExplainedRule.BySocialCare], DutiesExplainedRule.Decide(day, default, Day).MissingFacts);
        Assert.Equal([DecidingAuthority.LabourAuthority], DutiesExplainedRule.Decide(Fact.KnownNone<DateOnly>(), default, Day).NotExplainedBy);
    }

    [Fact]
    public void Requested_WhenTheClientAsks_IsOwedOnlyInTheSituationsOfTheAct()
    {
        Assert.Equal(Outcome.Met, JointPlanReview.Requested(Fact.Known(true), Day).Owed);
        Assert.Equal(Outcome.NotMet, JointPlanReview.Requested(Fact.Known(false), Day).Owed);
        Assert.Equal([JointPlanReview.RequestInSituationOfAct], JointPlanReview.Requested(default, Day).MissingFacts);
    }

    [Fact]
    public void Decide_WhenOneDissentsOrIsUnknown_StaysOpen()
    {
        (JointServiceParty, DateOnly, bool)[] concurring = [.. Enum.GetValues<JointServiceParty>().Select(p => (p, new DateOnly(2024, 9, 2), false))];

        Assert.All(Enum.GetValues<JointServiceParty>(), party =>
        {
            var dissent = EndingRule.Decide(Helmi.NoNeed([.. concurring.Select(c => c.Item1 == party ? (c.Item1, c.Item2, true) : c)]), new(2024, 9, 9));
            var facts = Helmi.NoNeed(concurring);
            var unknown = EndingRule.Decide(facts with { Assessments = facts.Assessments.Where(a => a.Key != party).ToDictionary() }, new(2024, 9, 9));

            Assert.Equal((Outcome.NotMet, null, party), (dissent.Ended, dissent.EndedOn, Assert.Single(dissent.Dissenting)));
            Assert.Equal((Outcome.Unknown, null), (unknown.Ended, unknown.EndedOn));
            Assert.Single(unknown.MissingFacts);
        });
    }

    [Fact]
    public void Decide_WhenAnAreaIsOrganised_NamesEveryFaultAndEveryGap()
    {
        AreaOrganisation area = new()
        {
            NegotiatedWithSocialCare = Fact.Known(true),
            NegotiatedWithMunicipalities = Fact.Known(true),
            NegotiatedWithSocialInsurance = Fact.Known(true),
            JointOffices = Fact.Known(1),
            Staff = Enum.GetValues<JointServiceParty>().ToDictionary(p => p, _ => Fact.Known(1)),
        };

        Assert.Equal(Outcome.Met, OrganisingRule.Decide(area, Day).Organised);
        Assert.Equal(
            [OrganisingRule.MunicipalitiesNotHeard, OrganisingRule.NoJointOffice],
            OrganisingRule.Decide(area with { NegotiatedWithMunicipalities = Fact.Known(false), JointOffices = Fact.Known(0) }, Day).Faults);
        Assert.Equal(7, OrganisingRule.Decide(new(), Day).MissingFacts.Count);
        Assert.Equal(
            [OrganisingRule.NoStaffOfSocialInsurance],
            OrganisingRule.Decide(area with { Staff = new Dictionary<JointServiceParty, Fact<int>>(area.Staff) { [JointServiceParty.SocialInsurance] = Fact.Known(0) } }, Day).Faults);
    }

    [Theory]
    [InlineData("2024-12-31", Outcome.NotMet, true, false)]
    [InlineData("2025-01-01", Outcome.Met, false, true)]
    [InlineData("2025-01-02", Outcome.Met, false, true)]
    [InlineData("2026-11-20", Outcome.Met, false, true)]
    public void Decide_WhenTheSecondTrackIsAsked_IsThereFrom2025AndUnverified(string asOf, Outcome young, bool formalised, bool unverified)
    {
        var day = DateOnly.Parse(asOf, null);
        var track = JointServiceKindRule.Decide(JointServiceKind.SupportForTheYoung, day);
        var joint = JointServiceKindRule.Decide(JointServiceKind.Multisectoral, day);

        Assert.Equal((young, false, true), (track.Exists, track.ConditionsFormalised, track.IsUnverified));
        Assert.Equal((Outcome.Met, formalised, unverified), (joint.Exists, joint.ConditionsFormalised, joint.IsUnverified));
    }

    // Same answer under the successor, no surer than it (but for the target group, whose thresholds are known to be others).
    [Fact]
    public void Decide_WhenTheActIsReplaced_KeepsTheAnswerAndSaysThatTheLawWasNotRead()
    {
        (string Rule, Func<DateOnly, Citation> Cite)[] rules =
        [
            ("TYP-NEED-1", d => NeedRule.Decide(TargetGroup.Evaluate(Helmi.Facts, d), Helmi.Need, d).Citation),
            ("TYP-MAP-1", d => MappingPeriod.After(d).Citation),
            ("TYP-MAP-2", d => MappingContent.Decide(new Dictionary<MappingPart, Fact<bool>>(), d).Citation),
            ("TYP-PLAN-1", d => PlanMakingRule.Decide(new() { StartedOn = d }, d).Citation),
            ("TYP-PLAN-2", d => DutiesExplainedRule.Decide(default, default, d).Citation),
            ("TYP-REV-1", d => JointPlanReview.After(d).Citation),
            ("TYP-REV-1 asked", d => JointPlanReview.Requested(default, d).Citation),
            ("TYP-END-1", d => EndingRule.Decide(new() { StartedOn = d }, d).Citation),
            ("TYP-ORG-1", d => OrganisingRule.Decide(new(), d).Citation),
        ];

        Assert.All(rules, rule =>
        {
            Assert.Throws<OutsideFormalisedLawException>(() => rule.Cite(new(2022, 12, 31)));
            Assert.All<DateOnly>([new(2023, 1, 1), new(2023, 1, 2), new(2024, 12, 31)], d => Assert.False(rule.Cite(d).IsUnverified));
            Assert.All<DateOnly>([new(2025, 1, 1), new(2025, 12, 31)], d => Assert.Equal(Certainty.FromMemory, rule.Cite(d).Certainty));
            Assert.All<DateOnly>([new(2026, 1, 1), new(2026, 11, 20)], d => Assert.Equal(Certainty.Unsure, rule.Cite(d).Certainty));
            Assert.EndsWith("The wording of 381/2023 was not read.", rule.Cite(new(2025, 1, 1)).Note, StringComparison.Ordinal);
        });
        Assert.Equal(Outcome.Unknown, NeedRule.Decide(TargetGroup.Evaluate(Helmi.Facts, new(2025, 1, 1)), Helmi.Need, new(2025, 1, 1)).Need);
        Assert.True(ReferralRule.Decide(NeedRule.Decide(TargetGroup.Evaluate(Helmi.Facts, new(2025, 1, 1)), Helmi.Need, new(2025, 1, 1))).IsUnverified);
    }
}
