namespace Mesh.Statutes.Tests;

public sealed class ProvisionModeTests
{
    private const ProvisionMode Own = ProvisionMode.Own, Regions = ProvisionMode.WithOtherRegions, Contract = ProvisionMode.Contract, Horizontal = ProvisionMode.Horizontal;

    // Section 2, rows 11 to 15. Companies and doubtful forms are KTT-PROV-1's and a lawyer's in every mode.
    private static readonly Dictionary<LegalForm, ProvisionMode[]> Lawful = new()
    {
        [LegalForm.WellbeingServicesCounty] = [Own, Regions, Contract, Horizontal],
        [LegalForm.Municipality] = [Contract, Horizontal],
        [LegalForm.State] = [Contract, Horizontal],
        [LegalForm.Parish] = [Contract, Horizontal],
        [LegalForm.Association] = [Contract],
        [LegalForm.Foundation] = [Contract],
        [LegalForm.LimitedCompany] = [Own, Regions, Contract, Horizontal],
        [LegalForm.Partnership] = [Own, Regions, Contract, Horizontal],
        [LegalForm.SoleTrader] = [Own, Regions, Contract, Horizontal],
        [LegalForm.Cooperative] = [Own, Regions, Contract, Horizontal],
        [LegalForm.Other] = [Own, Regions, Contract, Horizontal],
    };

    public static TheoryData<LegalForm, ProvisionMode> Every =>
        new(Enum.GetValues<LegalForm>().SelectMany(form => Enum.GetValues<ProvisionMode>().Select(mode => (form, mode))));

    [Theory]
    [MemberData(nameof(Every))]
    public void Decide_WhenAFormProvidesInAMode_IsAFaultOfThatRuleExactlyWhereTheModeForbidsIt(LegalForm form, ProvisionMode mode)
    {
        var faults = (Placements.Eetu with { WorkProvider = form, Mode = mode }).Decide().Faults.Where(f => f.RuleId == "KTT-ORG-2");

        Assert.Equal(
            Lawful[form].Contains(mode) ? [] : [("FORM_NOT_OF_MODE", "MODE", "Kuntouttavan työtoiminnan järjestäminen")],
            faults.Select(f => (f.Code, f.Field, f.Citation.Section)));
    }

    [Fact]
    public void Decide_WhenTheCityOfHelsinkiOrganises_IsItsOwnProductionAndNotARegions()
    {
        var city = Placements.Eetu with { Mode = Own, Organiser = LegalForm.Municipality };

        Assert.Empty(city.Codes());
        Assert.Equal([ProvisionModeRule.FormNotOfMode], (city with { WorkProvider = LegalForm.WellbeingServicesCounty }).Codes());
    }

    [Fact]
    public void Of_WhenAnyModeProvides_HoldsTheRegionAccountable()
    {
        Assert.All(
            Enum.GetValues<ProvisionMode>(),
            mode => Assert.Equal(
                (Organiser.WellbeingServicesRegion, false),
                RehabilitativeWorkAccountability.Of(mode, new(2023, 1, 1)) is var o ? (o.Accountable, o.IsUnverified) : default));
        Assert.True(RehabilitativeWorkAccountability.Of(Own, new(2025, 1, 1)).IsUnverified);
        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkAccountability.Of(Own, new(2022, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RehabilitativeWorkAccountability.Of(0, new(2023, 1, 1)));
    }

    [Theory]
    [InlineData(PlanKind.Client, Outcome.NotMet)]
    [InlineData(PlanKind.Employment, Outcome.NotMet)]
    [InlineData(PlanKind.Activation, Outcome.Met)]
    [InlineData(PlanKind.MultisectoralEmployment, Outcome.Met)]
    [InlineData(PlanKind.WorkAbilitySupport, Outcome.NotMet)]
    public void MayHold_WhenAPlanIsOfAKind_HoldsItInTheTwoJointPlans(PlanKind kind, Outcome mayHold)
    {
        Assert.Equal((mayHold, false), RehabilitativeWorkPlans.MayHold(kind, new(2024, 12, 31)) is var o ? (o.MayHold, o.IsUnverified) : default);
        Assert.True(RehabilitativeWorkPlans.MayHold(kind, new(2025, 1, 1)).IsUnverified);
        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkPlans.MayHold(kind, new(2022, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RehabilitativeWorkPlans.MayHold(0, new(2024, 1, 1)));
    }

    // 29.2.2024 + 24 months: 28.2.2026 is a Saturday.
    [Theory]
    [InlineData("2024-01-22", "2026-01-22", "2026-01-22")]
    [InlineData("2024-02-29", "2026-02-28", "2026-03-02")]
    [InlineData("2023-05-01", "2025-05-01", "2025-05-02")]
    public void Check_WhenTheLongestPeriodIsOver_IsDueByTheCalendarOfDeadlines(string startedOn, string due, string last)
    {
        var outcome = RehabilitativeWorkPlans.Check(DateOnly.Parse(startedOn, null));

        Assert.Equal(new Deadline(DateOnly.Parse(due, null), DateOnly.Parse(last, null)), outcome.CheckBy);
        Assert.Equal((false, "KTT-DUR"), (outcome.IsUnverified, outcome.ToString()));
    }

    [Fact]
    public void Check_WhenTheRegionHasLimitsOfItsOwn_GoesByThemAndSaysTheyAreNoLaw()
    {
        var outcome = RehabilitativeWorkPlans.Check(new(2024, 1, 22), PlacementLimits.Default.On(new(2024, 1, 22)).Value with { LongestMonths = 12 });

        Assert.Equal((new DateOnly(2025, 1, 22), true), (outcome.CheckBy.DueDate, outcome.IsUnverified));
        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkPlans.Check(new(2022, 12, 31)));
    }
}
