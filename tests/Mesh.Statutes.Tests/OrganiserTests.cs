namespace Mesh.Statutes.Tests;

public sealed class OrganiserTests
{
    [Theory]
    [InlineData("2022-12-30", Organiser.Municipality)]
    [InlineData("2022-12-31", Organiser.Municipality)]
    [InlineData("2023-01-01", Organiser.WellbeingServicesRegion)]
    [InlineData("2023-01-02", Organiser.WellbeingServicesRegion)]
    [InlineData("2026-11-20", Organiser.WellbeingServicesRegion)]
    public void On_WhenTheRegionsBegin_ChangesOnTheFirstOfJanuary(string day, Organiser organiser) =>
        Assert.Equal(organiser, RehabilitativeWorkOrganiser.On(DateOnly.Parse(day, null)));

    [Fact]
    public void On_WhenTheDayIsBeforeTheAct_IsRefused()
    {
        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkOrganiser.On(new(2001, 8, 31)));
        Assert.Equal(Organiser.Municipality, RehabilitativeWorkOrganiser.On(new(2001, 9, 1)));
        Assert.Equal(Organiser.Municipality, RehabilitativeWorkOrganiser.On(new(2001, 9, 2)));
        Assert.Throws<OutsideFormalisedLawException>(() => RehabilitativeWorkOrganiser.Over(new(2001, 8, 31), new(2023, 1, 1)));
    }

    [Fact]
    public void Over_WhenAPlacementCrossesTheChange_GivesANewRowFromThatDay()
    {
        DateOnly begun = new(2022, 10, 3);
        DateOnly change = new(2023, 1, 1);

        Assert.Equal([(begun, change.AddDays(-1), Organiser.Municipality), (change, change, Organiser.WellbeingServicesRegion)], Rows(begun, change));
        Assert.Equal([(begun, change.AddDays(-1), Organiser.Municipality)], Rows(begun, change.AddDays(-1)));
        Assert.Equal([(change, change.AddDays(1), Organiser.WellbeingServicesRegion)], Rows(change, change.AddDays(1)));
        Assert.Equal([(begun, begun, Organiser.Municipality)], Rows(begun, begun));
        Assert.Throws<ArgumentOutOfRangeException>(() => RehabilitativeWorkOrganiser.Over(change, change.AddDays(-1)));
        Assert.All(RehabilitativeWorkOrganiser.Over(begun, change), row => Assert.NotNull(row.Citation.Note));

        static (DateOnly, DateOnly, Organiser)[] Rows(DateOnly first, DateOnly last) =>
            [.. RehabilitativeWorkOrganiser.Over(first, last).Select(s => (s.First, s.Last, s.Organiser))];
    }
}
