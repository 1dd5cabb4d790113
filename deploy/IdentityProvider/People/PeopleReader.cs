using System.Text.Json;
using System.Text.RegularExpressions;
using Mesh.Identity;

namespace Mesh.IdentityProvider.People;

/// <summary>Reads the people's file whole and collects every violation.</summary>
internal sealed partial class PeopleReader
{
    internal const string SubstantialAssurance = "urn:mesh:assurance:substantial";
    internal const string HighAssurance = "urn:mesh:assurance:high";

    private readonly List<PeopleViolation> _violations = [];
    private readonly Dictionary<string, string> _idPaths = new(StringComparer.Ordinal);
    private readonly Dictionary<PersonalIdentityCode, string> _codePaths = [];

    internal static (IReadOnlyList<DemoPerson> People, IReadOnlyList<PeopleViolation> Violations) Read(ReadOnlySpan<byte> json)
    {
        PeopleDocument? document;
        try
        {
            document = JsonSerializer.Deserialize<PeopleDocument>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException fault)
        {
            // Not the exception's text: it may quote a value.
            return ([], [new(fault.Path ?? "$", "JSON", $"No JSON of the expected form, line {fault.LineNumber + 1}.")]);
        }

        var reader = new PeopleReader();
        var people = (document?.People ?? []).Select(reader.PersonOf).OfType<DemoPerson>().ToList();
        if (document?.People is not { Count: > 0 })
        {
            reader.Refuse("people", "MISSING", "At least one person is expected.");
        }

        return (people, reader._violations);
    }

    private DemoPerson? PersonOf(PersonRow? row, int index)
    {
        var path = $"people[{index}]";
        var before = _violations.Count;
        if (row is null)
        {
            Refuse(path, "MISSING", "A person is expected.");
            return null;
        }

        CheckId(row.Id, path + ".id");
        if (string.IsNullOrWhiteSpace(row.Name))
        {
            Refuse(path + ".name", "MISSING", "A name is expected.");
        }

        var kind = OneOf(row.Kind, path + ".kind", ("client", PersonKind.Client), ("professional", PersonKind.Professional), ("operator", PersonKind.Operator));
        var assurance = OneOf(row.Assurance, path + ".assurance", ("substantial", SubstantialAssurance), ("high", HighAssurance));
        var participation = ParticipationOf(row.Participation, kind, path + ".participation");
        var code = CodeOf(row.PersonalIdentityCode, kind, path + ".personalIdentityCode");
        CheckMunicipality(row.Municipality, kind, path + ".municipality");
        return _violations.Count == before
            ? new(row.Id!, kind, row.Name!, assurance!, participation, code, row.Municipality)
            : null;
    }

    private void CheckId(string? id, string path)
    {
        if (id is null || !PersonId().IsMatch(id))
        {
            Refuse(path, "ID", "1 to 40 of a-z, 0-9 and hyphen, beginning with a letter, is expected.");
        }
        else if (!_idPaths.TryAdd(id, path))
        {
            Refuse(path, "ID_TWICE", $"The same id as {_idPaths[id]}.");
        }
    }

    private Participation? ParticipationOf(string? text, PersonKind kind, string path)
    {
        if (kind != PersonKind.Professional)
        {
            RefuseUnless(text is null, path, "Only a professional has a participation.");
            return null;
        }

        if (Participation.TryParse(text, out var participation))
        {
            return participation;
        }

        Refuse(path, "PARTICIPATION", "A professional's participation is expected, e.g. 0246246-0/SOCIAL_INSURANCE.");
        return null;
    }

    private PersonalIdentityCode? CodeOf(string? text, PersonKind kind, string path)
    {
        if (kind != PersonKind.Client)
        {
            RefuseUnless(text is null, path, "Only a client has a code: nobody asks for a professional's.");
            return null;
        }

        var parsed = PersonalIdentityCode.Parse(text);
        if (!parsed.IsValid)
        {
            Refuse(path, "CODE", $"No personal identity code: {parsed.Fault}.");
            return null;
        }

        if (!parsed.Value.IsArtificial)
        {
            Refuse(path, "NOT_ARTIFICIAL", "Only artificial codes, individual numbers 900 to 999, are accepted.");
        }

        if (!_codePaths.TryAdd(parsed.Value, path))
        {
            Refuse(path, "CODE_TWICE", $"The same code as {_codePaths[parsed.Value]}.");
        }

        return parsed.Value;
    }

    private void CheckMunicipality(string? code, PersonKind kind, string path)
    {
        if (kind == PersonKind.Client)
        {
            if (code is not { Length: 3 } || !code.All(char.IsAsciiDigit))
            {
                Refuse(path, "MUNICIPALITY", "A municipality code of three digits is expected.");
            }
        }
        else
        {
            RefuseUnless(code is null, path, "Only a client has a municipality here.");
        }
    }

    private T? OneOf<T>(string? text, string path, params (string Text, T Value)[] choices)
    {
        foreach (var (choice, value) in choices)
        {
            if (choice == text)
            {
                return value;
            }
        }

        Refuse(path, "CHOICE", $"Expected is one of {string.Join(", ", choices.Select(choice => choice.Text))}.");
        return default;
    }

    private void RefuseUnless(bool holds, string path, string text)
    {
        if (!holds)
        {
            Refuse(path, "NOT_HERE", text);
        }
    }

    private void Refuse(string path, string code, string text) => _violations.Add(new(path, code, text));

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PersonId();
}
