namespace Mesh.Statutes.Tests;

public sealed class PlacementProviderTests
{
    public static TheoryData<LegalForm, PlacementVerdict> Forms => new()
    {
        { LegalForm.WellbeingServicesCounty, PlacementVerdict.Accepted },
        { LegalForm.Municipality, PlacementVerdict.Accepted },
        { LegalForm.State, PlacementVerdict.Accepted },
        { LegalForm.Association, PlacementVerdict.Accepted },
        { LegalForm.Foundation, PlacementVerdict.Accepted },
        { LegalForm.Parish, PlacementVerdict.Accepted },
        { LegalForm.LimitedCompany, PlacementVerdict.Refused },
        { LegalForm.Partnership, PlacementVerdict.Refused },
        { LegalForm.SoleTrader, PlacementVerdict.Refused },
        { LegalForm.Cooperative, PlacementVerdict.LegalReview },
        { LegalForm.Other, PlacementVerdict.LegalReview },
    };

    [Fact]
    public void Forms_WhenTheLawTellsThemApart_AreAllHere() =>
        Assert.Equal(Enum.GetValues<LegalForm>(), Forms.Select(row => row.Data.Item1).Order());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Decide_WhenTheWorkComesFromAForm_JudgesItByTheForm(LegalForm form, PlacementVerdict verdict)
    {
        var outcome = (Placements.Eetu with { Mode = ProvisionMode.Contract, WorkProvider = form }).Decide();

        Assert.Equal(verdict, outcome.Verdict);
        Assert.Equal(verdict == PlacementVerdict.LegalReview ? [PlacementRules.LegalFormDoubtful] : [], outcome.ReviewReasons);
        Assert.Equal(verdict == PlacementVerdict.Refused ? [("KTT-PROV-1", "WORK_FROM_COMPANY", "WORK_PROVIDER", "§ 6.2")] : [], Told(outcome));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Decide_WhenAnyLinkOfTheChainHasAForm_JudgesItByTheForm(LegalForm form, PlacementVerdict verdict)
    {
        foreach (var chain in new LegalForm[][] { [form], [LegalForm.Association, LegalForm.Foundation, form], [form, LegalForm.Association, form] })
        {
            var outcome = (Placements.Eetu with { WorkSubcontractors = chain }).Decide();

            Assert.Equal(verdict, outcome.Verdict);
            Assert.Equal(verdict == PlacementVerdict.LegalReview ? [PlacementRules.LegalFormDoubtful] : [], outcome.ReviewReasons);
            Assert.Equal(verdict == PlacementVerdict.Refused ? [("KTT-PROV-1", "SUBCONTRACTED_TO_COMPANY", "WORK_SUBCONTRACTORS", "§ 6.2")] : [], Told(outcome));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Decide_WhenGuidanceComesFromAForm_AcceptsEveryForm(LegalForm form, PlacementVerdict asWork)
    {
        Assert.True(Enum.IsDefined(asWork));
        Assert.Equal(PlacementVerdict.Accepted, (Placements.Eetu with { GuidanceProvider = form }).Decide().Verdict);
        Assert.Equal(PlacementVerdict.Accepted, (Placements.Eetu with { GuidanceProvider = null }).Decide().Verdict);
    }

    [Fact]
    public void Decide_WhenTheWorkComesFromACompany_RefusesItInEveryMode() =>
        Assert.All(Enum.GetValues<ProvisionMode>(), mode =>
            Assert.Equal([PlacementRules.WorkFromCompany], (Placements.Eetu with { Mode = mode, WorkProvider = LegalForm.LimitedCompany }).Codes()));

    [Theory]
    [InlineData(ProvisionMode.Own, false)]
    [InlineData(ProvisionMode.WithOtherRegions, false)]
    [InlineData(ProvisionMode.Contract, false)]
    [InlineData(ProvisionMode.Horizontal, true)]
    public void Decide_WhenProcurementConditionsAreNotConfirmed_RefusesHorizontalCooperationAlone(ProvisionMode mode, bool refused)
    {
        var outcome = (Placements.Eetu with { Mode = mode, WorkProvider = LegalForm.WellbeingServicesCounty, ProcurementConditionsConfirmed = false }).Decide();

        Assert.Equal(refused ? [("KTT-PROV-3", "PROCUREMENT_CONDITIONS_MISSING", "PROCUREMENT_CONDITIONS_CONFIRMED", "Kuntouttavan työtoiminnan järjestäminen")] : [], Told(outcome));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Decide_WhenTheContractBeginsAroundTheFirstDay_MustCoverIt(int daysAfterFirst, bool refused) =>
        Assert.Equal(
            refused ? [PlacementRules.ContractDoesNotCover] : [],
            (Placements.Eetu with { ContractFrom = Placements.Eetu.FirstDay.AddDays(daysAfterFirst) }).Codes());

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Decide_WhenTheContractEndsAroundTheLastDay_MustCoverIt(int daysAfterLast, bool refused) =>
        Assert.Equal(
            refused ? [PlacementRules.ContractDoesNotCover] : [],
            (Placements.Eetu with { ContractThrough = Placements.Eetu.LastDay.AddDays(daysAfterLast) }).Codes());

    [Fact]
    public void Decide_WhenTheContractIsOpen_CoversEveryLaterDay() => Assert.Empty((Placements.Eetu with { ContractThrough = null }).Codes());

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(long.MaxValue, true)]
    public void Decide_WhenMoneyIsPaidInHorizontalCooperation_GoesToLegalReview(long priceCents, bool review)
    {
        var outcome = (Placements.Eetu with { PriceCents = priceCents }).Decide();

        Assert.Equal(review ? PlacementVerdict.LegalReview : PlacementVerdict.Accepted, outcome.Verdict);
        Assert.Equal(review ? [PlacementRules.PriceAboveZero] : [], outcome.ReviewReasons);
    }

    // Section 2, row 13: what is bought has a price.
    [Fact]
    public void Decide_WhenMoneyIsPaidInAnotherMode_IsAccepted() => Assert.All(
        [ProvisionMode.Own, ProvisionMode.WithOtherRegions, ProvisionMode.Contract],
        mode => Assert.Equal(
            (PlacementVerdict.Accepted, 0),
            (Placements.Eetu with { Mode = mode, WorkProvider = LegalForm.WellbeingServicesCounty, PriceCents = 1 }).Decide() is var o ? (o.Verdict, o.ReviewReasons.Count) : default));

    [Fact]
    public void Decide_WhenEverythingIsWrong_NamesEveryFaultAndReasonAtOnce()
    {
        var outcome = (Placements.Eetu with
        {
            WorkProvider = LegalForm.SoleTrader,
            WorkSubcontractors = [LegalForm.Cooperative, LegalForm.Partnership],
            ProcurementConditionsConfirmed = false,
            ContractThrough = Placements.Eetu.FirstDay,
            PriceCents = 1,
            LastDay = Placements.Eetu.LastDay.AddDays(-1),
            DaysPerWeek = 5,
            HoursPerDay = 9,
        }).Decide();

        Assert.Equal(PlacementVerdict.Refused, outcome.Verdict);
        Assert.Equal(
            ["CONTRACT_DOES_NOT_COVER", "DAYS_OUT_OF_RANGE", "HOURS_OUT_OF_RANGE", "PERIOD_TOO_SHORT", "PROCUREMENT_CONDITIONS_MISSING", "SUBCONTRACTED_TO_COMPANY", "WEEK_TOO_LONG", "WORK_FROM_COMPANY"],
            outcome.Faults.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.Equal(["LEGAL_FORM_DOUBTFUL", "PRICE_ABOVE_ZERO"], outcome.ReviewReasons.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Decide_WhenAFormOrTheModeIsNoneOfItsEnum_RefusesToAnswer() =>
        Assert.All(
            [
                Placements.Eetu with { WorkProvider = 0 },
                Placements.Eetu with { GuidanceProvider = 0 },
                Placements.Eetu with { WorkSubcontractors = [LegalForm.Association, LegalForm.Other + 1] },
                Placements.Eetu with { Mode = 0 },
                Placements.Eetu with { Organiser = 0 },
            ],
            facts => Assert.Throws<ArgumentOutOfRangeException>(() => facts.Decide()));

    private static (string, string, string, string)[] Told(PlacementOutcome outcome) =>
        [.. outcome.Faults.Select(f => (f.RuleId, f.Code, f.Field, f.Citation.Section))];
}
