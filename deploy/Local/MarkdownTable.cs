using System.Text;

namespace Mesh.Local;

/// <summary>Tables of the generated pages.</summary>
internal static class MarkdownTable
{
    /// <summary>Appends a heading and the table below it.</summary>
    public static void Append(StringBuilder text, string heading, string header, IEnumerable<string> rows)
    {
        text.AppendLine(heading).AppendLine().AppendLine(header);
        text.Append('|').Insert(text.Length, "---|", header.Count(c => c == '|') - 1).AppendLine();
        foreach (var row in rows)
        {
            text.AppendLine(row);
        }

        text.AppendLine();
    }

    /// <summary>One row.</summary>
    public static string Cells(params string[] cells) =>
        "| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |";
}
