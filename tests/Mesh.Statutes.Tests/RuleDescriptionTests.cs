using System.Reflection;

namespace Mesh.Statutes.Tests;

public sealed class RuleDescriptionTests
{
    private static readonly string[] Expected =
    [
        "AKT-DRAFT-1", "AKT-DUTY-1", "AKT-ELIG-O25-1", "AKT-ELIG-O25-2", "AKT-ELIG-O25-3", "AKT-ELIG-U25-1", "AKT-ELIG-U25-2", "AKT-ELIG-U25-3",
        "AKT-INT-1", "AKT-INT-2", "AKT-INT-3", "AKT-INT-4", "AKT-INT-5", "AKT-MAIN-INCOME", "AKT-ORDER-1", "AKT-ORDER-2", "AKT-REV-1", "AKT-RIGHT-1",
        "AKT-SIGN-1", "AKT-SIGN-2", "AKT-START-H", "AKT-START-PRIO", "AKT-START-SLA", "AKT-START-T",
        "GEN-AGE-1", "GEN-COUNT-1", "GEN-COUNT-2", "GEN-COUNT-3", "GEN-KNOW-1", "GEN-ROLE-1", "GEN-TIME-1", "GEN-TIME-2", "GEN-TIME-3",
        "KTT-ACC-1", "KTT-CONTENT-1", "KTT-DUR", "KTT-INFO-1", "KTT-NEED-1", "KTT-NEED-2", "KTT-ORG-1", "KTT-ORG-2", "KTT-PROV-1", "KTT-PROV-2", "KTT-PROV-3",
        "ASSESS-1", "ASSESS-2", "ASSESS-3", "COACH-1", "COACH-2", "KYKY-1", "NEED-CHK", "NEED-MULTI", "PATH-NEXT-1", "PLAN-CONTENT", "RESP-1", "RESP-2",
        "ROLE-KEY", "TEAM-1", "VOLUNTARY",
    ];

    private static readonly string[] Described = ["AKT-", "GEN-", "KTT-", "NEED-", "ASSESS-", "RESP-", "COACH-", "KYKY-", "TEAM-", "PATH-", "ROLE-", "VOLUNTARY", "PLAN-"];

    [Fact]
    public void Rules_WhenTheLibraryIsSearched_AreEachDescribedOnce() =>
        Assert.Equal(
            Expected.Order(StringComparer.Ordinal),
            All().Select(r => r.Id).Where(id => Described.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal))).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_WhenTheyAreDescribed_SayWhatWhereAndSinceWhen() => Assert.All(All(), rule =>
    {
        Assert.True(rule.Statement.EndsWith('.') && char.IsUpper(rule.Statement[0]), rule.Id);
        Assert.False(string.IsNullOrWhiteSpace(rule.Citation.Act) || string.IsNullOrWhiteSpace(rule.Citation.Section), rule.Id);
        Assert.Equal(rule.Versions.Select(v => v.Era.From).Order(), rule.Versions.Select(v => v.Era.From));
        Assert.Throws<OutsideFormalisedLawException>(() => rule.CiteOn(rule.Versions[0].Era.From.AddDays(-1)));
        Assert.True(rule.CiteOn(new(2026, 11, 20)).Certainty <= rule.Citation.Certainty);
    });

    [Fact]
    public void Rules_WhenTheActivationPlanAsksThem_AreTheOnesDescribed() => Assert.All(
        ActivationPlanEligibility.Rules,
        rule => Assert.Same(All().Single(r => r.Id == rule.Id), rule.Description));

    private static RuleDescription[] All() =>
    [
        .. typeof(RuleDescription).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(RuleDescription))
            .Select(f => (RuleDescription)f.GetValue(null)!),
    ];
}
