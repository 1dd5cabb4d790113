using System.Reflection;

namespace Mesh.Statutes.Tests;

public sealed class FigureTests
{
    private const int FewestFigures = 50;

    [Fact]
    public void Figures_WhenTheLibraryIsSearched_AllHaveCitationUnitAndDayOfChecking()
    {
        var figures = AllFigures();

        // Of each slice its ages, thresholds in both profiles, windows, periods and rates: a search that finds fewer is broken.
        Assert.True(figures.Count >= FewestFigures, $"Only {figures.Count} figures were found.");
        Assert.Equal(figures.Count, figures.Select(f => f.Name).Distinct().Count());
        Assert.All(figures, figure =>
        {
            Assert.False(string.IsNullOrWhiteSpace(figure.Unit));
            Assert.NotEmpty(figure.Sources);
            Assert.All(figure.Sources, source =>
            {
                Assert.False(string.IsNullOrWhiteSpace(source.Citation.Act));
                Assert.False(string.IsNullOrWhiteSpace(source.Citation.Section));
                Assert.True(source.CheckedOn >= new DateOnly(2026, 11, 22));

                // A placement may have begun under the organiser of E1, and the calendar goes back further; nothing else before 2023 is formalised.
                Assert.True(source.From >= new DateOnly(2023, 1, 1) || figure == RehabilitativeWorkOrganiser.Figure || figure == FinnishCalendar.OnSaturdays);
            });
        });
    }

    [Fact]
    public void On_WhenAnyFigureIsAskedTheDayBeforeItsFirst_IsRefused()
    {
        foreach (var figure in AllFigures())
        {
            var from = figure.Sources[0].From;
            Assert.Throws<OutsideFormalisedLawException>(() => ValueOn(figure, from.AddDays(-1)));
            Assert.Equal(ValueOn(figure, from), ValueOn(figure, from.AddDays(1)));
        }
    }

    [Fact]
    public void On_WhenAFigureWasAmended_GivesEachDayItsValue()
    {
        Citation citation = new("1/2000", "§ 1", Certainty.Unsure);
        DateOnly floor = new(2023, 1, 1);
        DateOnly amended = new(2024, 7, 1);
        DatedFigure<int> figure = new("test", "days", new DatedValue<int>(floor, 5, citation, amended), new DatedValue<int>(amended, 7, citation, amended));

        Assert.Throws<OutsideFormalisedLawException>(() => figure.On(floor.AddDays(-1)));
        Assert.Equal([5, 5, 7, 7], new[] { floor, amended.AddDays(-1), amended, amended.AddDays(1) }.Select(d => figure.On(d).Value));
        Assert.Throws<ArgumentException>(() => new DatedFigure<int>("test", "days", new DatedValue<int>(amended, 5, citation, amended), new DatedValue<int>(floor, 7, citation, amended)));
    }

    [Fact]
    public void Criteria_WhenEverythingIsUnknown_StillNameThresholdAndCitation()
    {
        var outcome = ActivationPlanEligibility.Evaluate(new() { BirthDate = People.Young }, new(2024, 6, 14));

        Assert.Equal(Outcome.Unknown, outcome.Statute.Outcome);
        Assert.Equal(["AKT-ELIG-U25-1", "AKT-ELIG-U25-2", "AKT-ELIG-U25-3"], outcome.Statute.RuleIdsUnknown);
        Assert.Empty(outcome.Statute.RuleIdsMet);
        Assert.False(outcome.BoundaryDiscrepancy);
        Assert.All(outcome.Rules.SelectMany(r => r.Statute.Criteria.Concat(r.Report.Criteria)), c =>
        {
            Assert.NotNull(c.Citation);
            Assert.True(Enum.IsDefined(c.Comparator) && Enum.IsDefined(c.ThresholdUnit));
            Assert.False(string.IsNullOrEmpty(c.RuleVersion));
        });
    }

    [Fact]
    public void Assembly_WhenItsReferencesAreListed_ReferencesNothingButTheRuntime() =>
        Assert.All(
            typeof(Citation).Assembly.GetReferencedAssemblies(),
            r => Assert.StartsWith("System.", r.Name, StringComparison.Ordinal));

    private static List<IDatedFigure> AllFigures() =>
    [
        .. typeof(Citation).Assembly.GetTypes()
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(f => f.GetValue(null) switch
            {
                ProfiledThreshold both => [both.Statute, both.Report],
                IDatedFigure one => [one],
                _ => Array.Empty<IDatedFigure>(),
            }),
    ];

    private static object ValueOn(IDatedFigure figure, DateOnly day) => figure switch
    {
        DatedFigure<int> number => number.On(day).Value,
        DatedFigure<bool> yesNo => yesNo.On(day).Value,
        DatedFigure<Threshold> threshold => threshold.On(day).Value,
        DatedFigure<PlacementLimits> limits => limits.On(day).Value,
        DatedFigure<Organiser> organiser => organiser.On(day).Value,
        _ => throw new InvalidOperationException($"{figure.Name} is of a type this test does not know."),
    };
}
