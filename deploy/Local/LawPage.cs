using System.Globalization;
using System.Reflection;
using System.Text;
using Mesh.Statutes;
using static Mesh.Local.MarkdownTable;

namespace Mesh.Local;

/// <summary>Every rule and figure of <c>Mesh.Statutes</c> with its source, in Markdown, for a reader who does not read code.</summary>
public static class LawPage
{
    private const string Introduction = """
        # The law as this software knows it

        Generated from the code; a test compares it. What a service decides of this it decides by this code; not every rule is asked by a service
        yet. To write it anew: `dotnet run --project deploy/Local -- document`.

        Two wordings are always evaluated. STATUTE, the acts as read, decides; REPORT, the slides of the Kuntaliitto/Hyvil report, is shown
        beside it. Where they differ the outcome says so and a person judges. A date before the first day of a figure or rule is refused.

        Evidence, outcomes and rules are explained in Finnish, Swedish and English when a caller asks. The Swedish is from memory: a native
        speaker checks it before it is shown to users.

        How sure we are of a source:

        | mark | meaning |
        |---|---|
        | read | a public text of the act was read, in the version named |
        | source | it stands in a source document or in official guidance that was read; no enacted text was |
        | from memory | no text of it was read: an outcome that rests on it says that it is unverified |
        | unsure | ask a lawyer before relying on it: an outcome that rests on it says that it is unverified |


        """;

    /// <summary>The page.</summary>
    public static string Text()
    {
        var text = new StringBuilder(Introduction);
        MarkdownTable.Append(text, "## Eras", "| era | from | to | labour authority | social care | begun by | certainty |", Era.All.Select(era => Cells(
            era.Id, Day(era.From), era.To is { } to ? Day(to) : "", era.LabourAuthority, era.SocialCare, Place(era.Citation), Mark(era.Citation))));
        text.AppendLine("## Rules").AppendLine();
        foreach (var area in Declared<RuleDescription>().OrderBy(rule => rule.Id, StringComparer.Ordinal).GroupBy(rule => rule.Id.Split('-')[0]))
        {
            MarkdownTable.Append(text, $"### {area.Key}", "| rule | what it says | stands in | certainty | versions |", area.Select(rule => Cells(
                rule.Id, rule.Statement, Place(rule.Citation), Mark(rule.Citation), string.Join("; ", rule.Versions.Select(Version)))));
        }

        MarkdownTable.Append(text, "## Figures", "| figure | from | value | unit | stands in | certainty | checked on |",
            from figure in Declared<IDatedFigure>().OrderBy(figure => figure.Name, StringComparer.Ordinal)
            from value in figure.Sources
            select Cells(
                figure.Name, Day(value.From), Value(value.Value), figure.Unit, Place(value.Citation), Mark(value.Citation), Day(value.CheckedOn)));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    // What the library declares is what it decides by: a list kept beside it could forget one.
    private static IEnumerable<T> Declared<T>()
        where T : class =>
        typeof(Era).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(field => field.GetValue(null) switch
            {
                T one => [one],
                ProfiledThreshold both => new object[] { both.Statute, both.Report }.OfType<T>(),
                IEnumerable<T> several => several,
                _ => [],
            });

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Place(Citation citation) =>
        $"{citation.Act} {citation.Section}{(citation.Version is { } version ? $" ({version})" : "")}{(citation.Note is { } note ? $": {note}" : "")}";

    private static string Mark(Citation citation) => citation.Certainty switch
    {
        Certainty.Verified => "read",
        Certainty.Source => "source",
        Certainty.FromMemory => "from memory",
        _ => "unsure",
    };

    private static string Version(RuleVersion version) =>
        $"{version.Era.Id}{(version.Begins is { } begins ? $" from {Day(begins)}" : "")} {(version.InForce ? "in force" : "ended")}{(version.IsUnverified ? ", unverified" : "")}";

    private static string Value(object value) => value switch
    {
        Threshold threshold => $"{Words(threshold.Comparator)} {threshold.Value}",
        bool holds => holds ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Words(Comparator comparator) => comparator switch
    {
        Comparator.AtLeast => "at least",
        Comparator.MoreThan => "more than",
        Comparator.LessThan => "less than",
        Comparator.NoLaterThan => "no later than",
        _ => throw new ArgumentOutOfRangeException(nameof(comparator), comparator, "Not a comparator."),
    };
}
