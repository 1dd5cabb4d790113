using System.Reflection;
using System.Text.RegularExpressions;
using CsCheck;

namespace Mesh.Statutes.Tests;

/// <summary>Evidence in three languages.</summary>
public sealed partial class ExplanationTests
{
    private static readonly Language[] All = Enum.GetValues<Language>();

    [Theory]
    [InlineData(Language.Finnish, "Maksetut työmarkkinatukipäivät: 180 päivää ajalta 11.11.2022–10.11.2023; edellytys on yli 180 päivää. Edellytys ei täyty. Peruste: Kuntaliitto/Hyvil Aktivointisuunnitelma 1/5.")]
    [InlineData(Language.Swedish, "Betalda dagar med arbetsmarknadsstöd: 180 dagar under tiden 11.11.2022–10.11.2023; villkoret är över 180 dagar. Villkoret är inte uppfyllt. Grund: Kuntaliitto/Hyvil Aktivointisuunnitelma 1/5.")]
    [InlineData(Language.English, "Paid days of labour market subsidy: 180 days from 11 November 2022 to 10 November 2023; the condition is more than 180 days. The condition is not met. Basis: Kuntaliitto/Hyvil Aktivointisuunnitelma 1/5.")]
    public void Explain_WhenAinoIsOnTheBoundary_SaysItInTheLanguage(Language language, string expected) =>
        Assert.Equal(expected, Explanations.Explain(People.Aino().Assess("AKT-ELIG-U25-1", new(2023, 11, 10)).Report.Criteria[1], language));

    [Fact]
    public void Explain_WhenEvidenceIsOfEveryKind_SaysItPlainly()
    {
        var aino = People.Aino() with { SocialAssistanceMonths = Fact.KnownNone<AssistanceMonths>(), SocialAssistanceIsMainLivelihood = Fact.Known(true) };
        var months = aino.Assess("AKT-ELIG-U25-3", new(2023, 11, 10)).Statute.Criteria;
        var plan = aino.Assess("AKT-ELIG-U25-1", new(2025, 11, 10)).Statute.Criteria[2];
        var ended = aino.Assess("AKT-ELIG-O25-1", new(2026, 11, 10)).Statute.Criteria[0];
        var unread = TargetGroup.Evaluate(Helmi.Facts, new(2025, 6, 1)).Rules[0].Statute.Criteria[0];

        Assert.Equal(
            "Months in a row with social assistance because of unemployment: none from 1 July 2023 to 31 October 2023; the condition is at least 4 months. The condition is not met. Basis: 189/2001 § 3.1(3).",
            Explanations.Explain(months[1], Language.English));
        Assert.Equal("Toimeentulotuki on pääasiallinen toimeentulo: kyllä. Edellytys täyttyy. Peruste: 189/2001 § 3.1(3).", Explanations.Explain(months[2], Language.Finnish));
        Assert.Equal(
            "Den dag då jobbsökarsamtalet hölls: inte känt; villkoret är senast 10.11.2023. Villkoret kan inte avgöras ännu. Grund: 189/2001 § 3.1(3).",
            Explanations.Explain(months[3], Language.Swedish));
        Assert.Equal("Päivä, jona työllistymissuunnitelma tehtiin: 15.9.2023; edellytys on viimeistään 10.11.2025. Edellytys täyttyy. Peruste: 189/2001 § 3.1(1).", Explanations.Explain(plan, Language.Finnish));
        Assert.EndsWith("This is unsure: the text of law is to be checked before anybody relies on it.", Explanations.Explain(ended, Language.English), StringComparison.Ordinal);
        Assert.Equal(
            "Voimassa olevan lain edellytykset: luetut säädöstekstit eivät ratkaise tätä, joten asian ratkaisee ihminen. Edellytystä ei voida vielä ratkaista. Peruste: 381/2023 the act. Säädöstekstiä ei ole tarkistettu.",
            Explanations.Explain(unread, Language.Finnish));
    }

    [Theory]
    [InlineData(Language.Finnish, 1234, ": 1\u00a0234 päivää päivään 14.6.2024 mennessä; edellytys on vähintään 500 päivää.")]
    [InlineData(Language.Swedish, 1234, ": 1\u00a0234 dagar till och med 14.6.2024; villkoret är minst 500 dagar.")]
    [InlineData(Language.English, 1234, ": 1,234 days up to 14 June 2024; the condition is at least 500 days.")]
    [InlineData(Language.Finnish, 1, ": 1 päivä päivään")]
    [InlineData(Language.Swedish, 1, ": 1 dag till")]
    [InlineData(Language.English, 1, ": 1 day up to")]
    public void Explain_WhenNumbersAndDatesAreSaid_FollowsTheLanguage(Language language, int days, string expected)
    {
        DateOnly asOf = new(2024, 6, 14);
        ActivationPlanFacts facts = new() { BirthDate = People.Old, BenefitDays = new DisclosedCounts([new(Benefit.LabourMarketSubsidy, CountedWindow.UpTo(asOf), days)], []) };

        Assert.Contains(expected, Explanations.Explain(facts.Assess("AKT-ELIG-O25-1", asOf).Statute.Criteria[1], language), StringComparison.Ordinal);
    }

    // Whatever the evidence, the words say its outcome and no other, its values, and whether it rests on what was not read.
    [Fact]
    public void Explain_WhenAnyEvidenceIsGiven_AgreesWithItsOutcome() =>
        Gen.Select(Clients.Any, Gen.Int[0, 1400].Select(new DateOnly(2023, 1, 1).AddDays)).Sample((facts, asOf) =>
        {
            var evidence = CriteriaComparison.Evaluate(facts, asOf).Rules.SelectMany(rule => rule.Statute.Criteria.Concat(rule.Report.Criteria));
            foreach (var (criterion, language) in evidence.SelectMany(criterion => All.Select(language => (criterion, language))))
            {
                var text = Explanations.Explain(criterion, language);
                Assert.Equal(
                    [criterion.Outcome],
                    Enum.GetValues<Outcome>().Where(outcome => text.Contains(Explanations.Explain(outcome, language), StringComparison.Ordinal)));
                Assert.DoesNotContain('{', text);
                Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
                Assert.Contains(criterion.Citation.Section, text, StringComparison.Ordinal);
                Assert.Equal(criterion.IsUnverified, !text.EndsWith($"{criterion.Citation.Section}.", StringComparison.Ordinal));
                if (criterion is { ThresholdUnit: MeasureUnit.Months or MeasureUnit.Years, Actual.IsKnown: true })
                {
                    Assert.Contains($"{criterion.Actual.Value} ", text, StringComparison.Ordinal);
                    Assert.Contains($" {criterion.Threshold.Value} ", text, StringComparison.Ordinal);
                }
            }
        }, iter: 40);

    [Fact]
    public void Texts_WhenLanguagesAreCompared_HaveTheSameKeysAndPlaceholders() => Assert.All(All, language =>
    {
        var texts = Explanations.TextsOf(language);
        var english = Explanations.TextsOf(Language.English);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Placeholders(text.Value), Placeholders(texts[text.Key])));
        Assert.All(texts, text => Assert.True(text.Key.StartsWith("CERTAINTY.", StringComparison.Ordinal) || text.Value.Length > 0, text.Key));
        Assert.DoesNotContain(texts.Where(text => text.Key.StartsWith("RULE.", StringComparison.Ordinal)), text => language != Language.English && text.Value == english[text.Key]);
    });

    [Fact]
    public void Texts_WhenTheLibraryIsSearched_ExplainEverythingInIt()
    {
        string[] expected =
        [
            .. Constants(typeof(CriterionNames)).Select(name => $"CRITERION.{name}"),
            .. Rules().Select(rule => $"RULE.{rule.Id}"),
            .. Enum.GetNames<Outcome>().Select(name => $"OUTCOME.{name}"),
            .. Enum.GetNames<ComparedService>().Select(name => $"SERVICE.{name}"),
            .. Enum.GetNames<Certainty>().Select(name => $"CERTAINTY.{name}"),
            .. Enum.GetNames<ReviewState>().Select(name => $"REVIEW.{name}"),
            .. Enum.GetNames<Comparator>().SelectMany(name => new[] { $"NUMBER.{name}", $"DATE.{name}" }),
            .. Enum.GetValues<MeasureUnit>().Except([MeasureUnit.Date, MeasureUnit.YesNo]).SelectMany(unit => new[] { $"UNIT.{unit}.ONE", $"UNIT.{unit}.OTHER" }),
        ];
        var keys = Explanations.TextsOf(Language.Swedish).Keys.ToHashSet();

        Assert.Empty(expected.Except(keys));
        Assert.Empty(keys.Where(key => key.StartsWith("CRITERION.", StringComparison.Ordinal) || key.StartsWith("RULE.", StringComparison.Ordinal)).Except(expected));
        Assert.All(Rules(), rule => Assert.Equal(rule.Statement, Explanations.StatementOf(rule.Id, Language.English)));
        Assert.All(All.SelectMany(language => Enum.GetValues<BoundaryReason>().Select(reason => Explanations.Explain(reason, language))), Assert.NotEmpty);
        Assert.Throws<ArgumentException>(() => Explanations.StatementOf("AKT-NONE", Language.English));
        Assert.Throws<ArgumentOutOfRangeException>(() => Explanations.NameOf(ComparedService.PaySubsidy, 0));
    }

    [Fact]
    public void Explain_WhenAReviewStands_SaysItsDates()
    {
        ClientFacts facts = new() { BirthDate = People.Old, ActivationPlanReviewedOn = Fact.Known(new DateOnly(2024, 3, 1)) };
        string Of(int day, Language language) => Explanations.Explain(CriteriaComparison.Evaluate(facts, new(2024, 6, day)).Reviews[0], language);

        Assert.Equal("Suunnitelman tarkistamisen määräpäivä oli 1.6.2024; viimeinen laillinen päivä on 3.6.2024.", Of(1, Language.Finnish));
        Assert.Equal("The review of the plan is overdue: it was due on 1 June 2024, and the last lawful day was 3 June 2024.", Of(4, Language.English));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetValue(null)!);

    private static RuleDescription[] Rules() =>
    [
        .. typeof(RuleDescription).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(RuleDescription))
            .Select(field => (RuleDescription)field.GetValue(null)!),
    ];

    private static string[] Placeholders(string text) => [.. PlaceholderPattern().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("{[a-z]+}")]
    private static partial Regex PlaceholderPattern();
}
