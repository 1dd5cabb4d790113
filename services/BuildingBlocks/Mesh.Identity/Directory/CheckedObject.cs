using System.Globalization;
using System.Text.Json;

namespace Mesh.Identity;

/// <summary>One JSON object of the directory file: gives a field, or writes down what is wrong with it and goes on.</summary>
internal sealed class CheckedObject
{
    private const int LongestShownFieldName = 40;

    private readonly JsonElement _element;
    private readonly List<DirectoryViolation> _violations;

    private CheckedObject(JsonElement element, string path, List<DirectoryViolation> violations)
    {
        _element = element;
        Path = path;
        _violations = violations;
    }

    public string Path { get; }

    /// <summary>Null, with a violation, when the element is no object. A field not in the list is a violation: a mistyped "to" would make a row endless.</summary>
    public static CheckedObject? Open(JsonElement element, string path, IReadOnlySet<string> fields, List<DirectoryViolation> violations)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            violations.Add(new(path, DirectoryFaults.FieldType, "An object is expected."));
            return null;
        }

        foreach (var name in element.EnumerateObject().Select(p => p.Name).Where(n => !fields.Contains(n)))
        {
            var shown = IdentityCodePattern.Redact(name.Length > LongestShownFieldName ? name[..LongestShownFieldName] : name);
            violations.Add(new($"{path}.{shown}", DirectoryFaults.UnknownField, "The directory has no such field."));
        }

        return new(element, path, violations);
    }

    public string At(string field) => $"{Path}.{field}";

    public void Refuse(string field, string code, string text) => _violations.Add(new(At(field), code, text));

    public bool Has(string field) => _element.TryGetProperty(field, out _);

    /// <summary>A required object.</summary>
    public CheckedObject? Object(string field, IReadOnlySet<string> fields) =>
        Required(field) is { } value ? Open(value, At(field), fields, _violations) : null;

    /// <summary>A required text, not blank.</summary>
    public string? Text(string field) => Required(field) is { } value ? TextOf(value, At(field)) : null;

    /// <summary>A required whole number.</summary>
    public long? Number(string field)
    {
        if (Required(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return number;
        }

        Refuse(field, DirectoryFaults.FieldType, "A whole number is expected.");
        return null;
    }

    /// <summary>The items of a list, each with its path; an optional list that is absent is empty.</summary>
    public List<(JsonElement Item, string Path)> Items(string field, bool isRequired)
    {
        if (!Has(field) && !isRequired)
        {
            return [];
        }

        if (Required(field) is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Refuse(field, DirectoryFaults.FieldType, "A list is expected.");
            return [];
        }

        return [.. list.EnumerateArray().Select((item, i) => (item, $"{At(field)}[{i}]"))];
    }

    /// <summary>The texts of a list, those that are texts.</summary>
    public List<(string Text, string Path)> Texts(string field, bool isRequired) =>
        [.. from entry in Items(field, isRequired)
            let text = TextOf(entry.Item, entry.Path)
            where text is not null
            select (text, entry.Path)];

    /// <summary>From and to, both included. Null, with a violation, when they are no period.</summary>
    public (DateOnly From, DateOnly? To)? Period()
    {
        var from = Date("from");
        var to = Has("to") ? Date("to") : null;
        if (from is null || (to is null && Has("to")))
        {
            return null;
        }

        if (to < from)
        {
            Refuse("to", DirectoryFaults.DateOrder, "The last day is before the first.");
            return null;
        }

        return (from.Value, to);
    }

    private DateOnly? Date(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(field, DirectoryFaults.Date, "A calendar date yyyy-MM-dd is expected.");
        return null;
    }

    private JsonElement? Required(string field)
    {
        if (_element.TryGetProperty(field, out var value))
        {
            return value;
        }

        Refuse(field, DirectoryFaults.FieldMissing, "The field is required.");
        return null;
    }

    private string? TextOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            _violations.Add(new(path, DirectoryFaults.FieldType, "A text is expected."));
            return null;
        }

        var text = value.GetString()!;
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        _violations.Add(new(path, DirectoryFaults.FieldMissing, "The text is blank."));
        return null;
    }
}
