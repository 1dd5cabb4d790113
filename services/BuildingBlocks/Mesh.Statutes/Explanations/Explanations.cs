using System.Globalization;

namespace Mesh.Statutes;

/// <summary>
/// Evidence in words, made only when asked: what was asked, what the facts say, what was required, how it came out and where it stands.
/// The sentences lie in one file for each language.
/// </summary>
public static class Explanations
{
    private static readonly Dictionary<Language, (CultureInfo Culture, string Dates, IReadOnlyDictionary<string, string> Texts)> Languages = new()
    {
        [Language.Finnish] = (CultureInfo.GetCultureInfo("fi-FI"), "d.M.yyyy", TextFiles.Read<FinnishTexts>()),
        [Language.Swedish] = (CultureInfo.GetCultureInfo("sv-FI"), "d.M.yyyy", TextFiles.Read<SwedishTexts>()),
        [Language.English] = (CultureInfo.GetCultureInfo("en-GB"), "d MMMM yyyy", TextFiles.Read<EnglishTexts>()),
    };

    /// <summary>A criterion with everything that decided it.</summary>
    public static string Explain(Criterion evidence, Language language)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        // Without a fact to ask for, no fact would settle it: then the requirement is a text that nobody here has read.
        var template = evidence.Outcome == Outcome.Unknown && evidence.FactName is null ? "SENTENCE.NOT_SETTLED"
            : evidence.ThresholdUnit == MeasureUnit.YesNo ? "SENTENCE.YES_NO"
            : "SENTENCE.COMPARED";
        return Fill(
            Text(template, language),
            ("subject", Text($"CRITERION.{evidence.Name}", language)),
            ("actual", Actual(evidence.Actual, language)),
            ("window", Window(evidence.Window, language)),
            ("threshold", Required(evidence.Threshold, language)),
            ("outcome", Explain(evidence.Outcome, language)),
            ("basis", $"{evidence.Citation.Act} {evidence.Citation.Section}"),
            ("certainty", Text($"CERTAINTY.{evidence.Citation.Certainty}", language))).TrimEnd();
    }

    /// <summary>Met, not met or not known.</summary>
    public static string Explain(Outcome outcome, Language language) => Text($"OUTCOME.{outcome}", language);

    /// <summary>What is said to the person whose case lies on a boundary.</summary>
    public static string Explain(BoundaryReason reason, Language language) => Text(KeyOf(reason), language);

    /// <summary>Where a review of a plan stands.</summary>
    public static string Explain(ReviewStanding review, Language language)
    {
        ArgumentNullException.ThrowIfNull(review);
        return Fill(
            Text($"REVIEW.{review.State}", language),
            ("due", review.Deadline is { } deadline ? Date(deadline.DueDate, language) : ""),
            ("last", review.Deadline is { } lawful ? Date(lawful.LastLawfulDate, language) : ""));
    }

    /// <summary>Name of a service.</summary>
    public static string NameOf(ComparedService service, Language language) => Text($"SERVICE.{service}", language);

    /// <summary>What a rule says, in one sentence without its figures.</summary>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static string StatementOf(string ruleId, Language language) => Text($"RULE.{ruleId}", language);

    /// <summary>Key of the text that tells why a case lies on a boundary.</summary>
    internal static string KeyOf(BoundaryReason reason) => reason switch
    {
        BoundaryReason.Profiles => "BOUNDARY_PROFILES",
        BoundaryReason.CalendarMonths => "BOUNDARY_CALENDAR_MONTHS",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There are two reasons."),
    };

    /// <summary>Every text of a language by its key, for whoever checks or translates them.</summary>
    public static IReadOnlyDictionary<string, string> TextsOf(Language language) => Of(language).Texts;

    private static (CultureInfo Culture, string Dates, IReadOnlyDictionary<string, string> Texts) Of(Language language) =>
        Languages.TryGetValue(language, out var known) ? known : throw new ArgumentOutOfRangeException(nameof(language), language, "There are three languages.");

    private static string Text(string key, Language language) =>
        Of(language).Texts.TryGetValue(key, out var text) ? text : throw new ArgumentException($"There is no text {key}.", nameof(key));

    private static string Actual(Fact<Measure> actual, Language language) => actual.State switch
    {
        FactState.Known => Value(actual.Value, language),
        FactState.KnownNone => Text("NONE", language),
        _ => Text("UNKNOWN", language),
    };

    private static string Value(Measure value, Language language) => value switch
    {
        { Day: { } day } => Date(day, language),
        { Unit: MeasureUnit.YesNo } => Text(value.Value == 0 ? "NO" : "YES", language),
        _ => Fill(
            Text($"UNIT.{value.Unit}.{(value.Value == 1 ? "ONE" : "OTHER")}", language),
            ("number", value.Value.ToString("N0", Of(language).Culture))),
    };

    private static string Required(Threshold threshold, Language language) => Fill(
        Text($"{(threshold.Value.Unit == MeasureUnit.Date ? "DATE" : "NUMBER")}.{threshold.Comparator}", language),
        ("value", Value(threshold.Value, language)));

    private static string Window(CountedWindow? window, Language language) => window switch
    {
        null => "",
        { First: { } first, Last: var last } => Fill(Text("WINDOW.BETWEEN", language), ("first", Date(first, language)), ("last", Date(last, language))),
        { Last: var last } => Fill(Text("WINDOW.THROUGH", language), ("last", Date(last, language))),
    };

    private static string Date(DateOnly day, Language language) => day.ToString(Of(language).Dates, Of(language).Culture);

    private static string Fill(string template, params IReadOnlyList<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            template = template.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return template;
    }
}
