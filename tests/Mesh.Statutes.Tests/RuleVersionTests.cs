using System.Reflection;

namespace Mesh.Statutes.Tests;

public sealed class RuleVersionTests
{
    private static readonly RuleDescription[] All =
    [
        .. typeof(Citation).Assembly.GetTypes()
            .Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(f => f.GetValue(null)).OfType<RuleDescription>(),
    ];

    [Fact]
    public void Versions_WhenEveryRuleIsReadDayByDay_AreOneAndNoOtherAndEraAndVersionAgree()
    {
        Assert.True(All.Length >= 27, $"Only {All.Length} described rules were found.");
        Assert.Equal(All.Length, All.Select(r => r.Id).Distinct().Count());
        Assert.All(All, rule =>
        {
            var first = rule.Versions[0].From;
            Assert.True(first >= Era.E2.From);
            Assert.Equal(rule.Versions.Count, rule.Versions.Select(v => v.Name).Distinct().Count());
            Assert.Throws<OutsideFormalisedLawException>(() => rule.On(first.AddDays(-1)));
            for (var day = first; day <= new DateOnly(2026, 12, 31); day = day.AddDays(1))
            {
                Assert.Equal(rule.Versions.Last(v => v.From <= day), rule.On(day));
                Assert.Equal(FollowsEras(rule) ? Era.On(day) : Era.E2, rule.On(day).Era);
                Assert.True(rule.CiteOn(day).IsUnverified || !rule.On(day).IsUnverified);
            }
        });
    }

    // The acts were amended from era to era; ways of computing and of working together were not, but for who takes part in them.
    private static bool FollowsEras(RuleDescription rule) =>
        rule.Versions.Count > 1 || rule.Id.Split('-')[0] is "AKT" or "KTT" or "TYP" or "VEL" or "PAL";

    // What was read stays as it was read while the version rests on something read; only an unread text takes certainty away.
    [Fact]
    public void NoSurerThan_WhenTheVersionRestsOnASource_KeepsTheCitation()
    {
        Citation read = new("1/2000", "§ 1", Certainty.Verified);
        Citation source = new("A report", "1/5", Certainty.Source);
        var kind = ObligationKindRule.Rule;

        Assert.Same(read, read.NoSurerThan(source));
        Assert.Same(read, read.NoSurerThan(read));
        Assert.Equal(read with { Certainty = Certainty.FromMemory, Note = "The wording of A report was not read." }, read.NoSurerThan(source with { Certainty = Certainty.FromMemory }));
        Assert.Same(kind.Citation, kind.CiteOn(new(2024, 9, 1)));
        Assert.Equal(
            kind.Citation with { Certainty = Certainty.Unsure, Note = $"{kind.Citation.Note} The wording of HE 13/2024 was not read." },
            kind.CiteOn(new(2024, 9, 2)));
    }
}
