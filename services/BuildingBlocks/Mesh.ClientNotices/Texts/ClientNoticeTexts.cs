using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>Titles and texts of messages, from the resource texts.json. All they are given is dates and the sender's name.</summary>
internal sealed class ClientNoticeTexts(DirectoryFile directory, Self self)
{
    private static readonly CultureInfo Finnish = CultureInfo.GetCultureInfo("fi-FI");
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-FI");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly FrozenDictionary<ClientNoticeKind, Template> Templates = Read();

    /// <summary>Whether there are words for a kind.</summary>
    public static bool Knows(ClientNoticeKind kind) => Templates.ContainsKey(kind);

    /// <summary>Whether the words of a kind name the due date, so that there must be one.</summary>
    public static bool NamesDueDate(ClientNoticeKind kind) => Templates[kind].All.Any(text => text.Contains("{due}", StringComparison.Ordinal));

    /// <summary>The title of a message.</summary>
    public TextInLanguages Title(ClientNoticeRow notice) => Fill(Templates[notice.Kind].Title, notice.DueOn);

    /// <summary>The text of a message.</summary>
    public TextInLanguages Text(ClientNoticeRow notice) => Fill(Templates[notice.Kind].Text, notice.DueOn);

    private TextInLanguages Fill(TextInLanguages template, DateOnly? due)
    {
        var sender = directory.Current.Find(self.Participation)?.Name
            ?? throw new InvalidOperationException("The directory does not list this participation.");
        return new(
            Fill(template.Fi, sender.Fi, due?.ToString("d.M.yyyy", Finnish)),
            Fill(template.Sv, sender.Sv, due?.ToString("d.M.yyyy", Swedish)),
            Fill(template.En, sender.En, due?.ToString("d MMMM yyyy", English)));
    }

    private static string Fill(string template, string sender, string? due) => template
        .Replace("{sender}", sender, StringComparison.Ordinal)
        .Replace("{due}", due ?? "", StringComparison.Ordinal);

    private static FrozenDictionary<ClientNoticeKind, Template> Read()
    {
        using var resource = typeof(ClientNoticeTexts).Assembly.GetManifestResourceStream("texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Template>>(resource, JsonSerializerOptions.Web)!
            .ToFrozenDictionary(entry => Enum.Parse<ClientNoticeKind>(entry.Key), entry => entry.Value);
    }

    private sealed record Template(TextInLanguages Title, TextInLanguages Text)
    {
        public IEnumerable<string> All => [Title.Fi, Title.Sv, Title.En, Text.Fi, Text.Sv, Text.En];
    }
}
