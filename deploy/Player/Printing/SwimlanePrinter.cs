using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mesh.Identity;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Player;

/// <summary>
/// A flow as a table that people can read: when (mesh time, Helsinki), who, to whom, by which road, what, outcome, trace.
/// One colour for each participation; a trace is shown by its first digits, and in full below the table.
/// </summary>
/// <param name="console">Where to.</param>
/// <param name="names">Name of each participation, by its wire form 0246246-0/SOCIAL_INSURANCE; one without a name is shown by that form.</param>
public sealed class SwimlanePrinter(IAnsiConsole console, IReadOnlyDictionary<string, string> names)
{
    private const int TraceDigits = 8;
    private const string ZoneId = "Europe/Helsinki";
    private const string Gap = "  ";
    private static readonly string[] Headings = ["when", "who", "to whom", "road", "step", "outcome", "trace"];
    private static readonly string[] Colours = ["aqua", "yellow", "lime", "fuchsia", "orange1", "deepskyblue1", "hotpink", "grey"];

    /// <summary>Finnish names as the directory gives them.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(ParticipantDirectory directory) =>
        directory.Entries.ToDictionary(entry => entry.Participation.ToString(), entry => entry.Name.Fi, StringComparer.Ordinal);

    /// <summary>Prints a flow, in the order given: the gateway's order is the flow's.</summary>
    /// <param name="title">Above the table.</param>
    /// <param name="flow">As the gateway merged it; participations that could not be reached are named below the table.</param>
    public void Print(string title, GetFlowResponse flow) =>
        Print(title, flow.Entries, [.. flow.Unreachable.Select(u => $"{NameOf(u.Participant)}: {u.Reason}")]);

    /// <summary>Prints journal entries in the order given.</summary>
    public void Print(string title, IReadOnlyList<JournalEntry> entries, IReadOnlyList<string> unreachable)
    {
        var colours = entries.Select(entry => entry.Participant).Distinct(StringComparer.Ordinal)
            .Select((participant, index) => (participant, Colour: Colours[index % Colours.Length]))
            .ToDictionary(pair => pair.participant, pair => pair.Colour, StringComparer.Ordinal);
        var rows = entries.Select(entry => (Cells: Cells(entry), Colour: colours[entry.Participant])).ToList();
        if (console.Profile.Capabilities.Interactive)
        {
            PrintTable(title, rows);
        }
        else
        {
            PrintLines(title, [.. rows.Select(row => row.Cells)]);
        }

        WriteLines(entries.Select(entry => entry.TraceId).Where(id => id.Length > TraceDigits).Distinct(StringComparer.Ordinal)
            .Select(id => $"trace {Short(id)} = {id}"));
        WriteLines(unreachable.Select(text => $"not reached, what it knows is missing: {IdentityCodeMask.Mask(text)}"));
    }

    private void PrintTable(string title, List<(string[] Cells, string Colour)> rows)
    {
        var table = new Table { Title = new(Markup.Escape(title)), Border = TableBorder.Rounded };
        table.AddColumns(Headings);
        foreach (var (cells, colour) in rows)
        {
            table.AddRow([.. cells.Select((cell, index) => index is 1 or 3 or 4 ? $"[{colour}]{Markup.Escape(cell)}[/]" : Markup.Escape(cell))]);
        }

        console.Write(table);
    }

    // Without a terminal there is no width to fit into: columns as wide as they need, nothing broken.
    private void PrintLines(string title, List<string[]> rows)
    {
        rows.Insert(0, Headings);
        var widths = Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        WriteLines([title, .. rows.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())]);
    }

    private string[] Cells(JournalEntry entry) =>
    [
        When(entry.Time),
        NameOf(entry.Participant),
        entry.Counterpart.Length == 0 ? "" : $"→ {NameOf(entry.Counterpart)}",
        RoadNames.Of(entry.Road).ToLowerInvariant(),
        IdentityCodeMask.Mask(entry.Step),
        IdentityCodeMask.Mask(entry.Outcome),
        Short(entry.TraceId),
    ];

    private string NameOf(string participant) => names.GetValueOrDefault(participant) ?? participant;

    private static string Short(string traceId) => traceId.Length > TraceDigits ? traceId[..TraceDigits] : traceId;

    private static string When(Timestamp? time) => time is null ? "" : TimeZoneInfo
        .ConvertTimeBySystemTimeZoneId(time.ToDateTimeOffset(), ZoneId)
        .ToString("d.M.yyyy HH:mm", CultureInfo.InvariantCulture);

    private void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.Profile.Out.Writer.WriteLine(line);
        }
    }
}
