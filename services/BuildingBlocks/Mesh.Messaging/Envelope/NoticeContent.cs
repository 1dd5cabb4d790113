using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Messaging;

/// <summary>
/// What a notice may hold: opaque ids, codes, participations, whole numbers, truth values and enums. Which of the first three a
/// text field is stands in its <c>rules.v1.field</c> format, else in its name (<c>…_id</c>, <c>…_code</c>, <c>…_participation</c>);
/// a field that is neither is free text, whatever it holds today.
/// </summary>
internal static partial class NoticeContent
{
    /// <summary>The fields that must not be in a notice, as paths. Never their values.</summary>
    public static IReadOnlyList<string> Faults(IMessage notice)
    {
        var faults = new List<string>();
        Collect(notice, "", faults);
        return faults;
    }

    /// <summary>The case a notice is about, if it is about one.</summary>
    public static Guid? CaseIdOf(IMessage notice) =>
        notice.Descriptor.FindFieldByName("case_id") is { FieldType: FieldType.String, IsRepeated: false } field
        && Guid.TryParseExact((string)field.Accessor.GetValue(notice), "D", out var id)
            ? id
            : null;

    /// <summary>Whether a text is a code and not something people wrote.</summary>
    public static bool IsCode(string text) => Code().IsMatch(text);

    private static void Collect(IMessage message, string path, List<string> faults)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var name = path + field.Name;
            if (field.IsMap)
            {
                faults.Add(name);
                continue;
            }

            var value = field.Accessor.GetValue(message);
            var values = field.IsRepeated ? ((System.Collections.IEnumerable)value).Cast<object?>() : [value];
            if (!values.All(one => IsAllowed(field, one, name, faults)) || !MayExist(field))
            {
                faults.Add(name);
            }
        }
    }

    private static bool IsAllowed(FieldDescriptor field, object? value, string name, List<string> faults)
    {
        if (field.FieldType == FieldType.Message && value is IMessage inner)
        {
            Collect(inner, name + ".", faults);
        }

        return value is not string { Length: > 0 } text || (!IdentityCodePattern.IsIn(text) && HasForm(FormatOf(field), text));
    }

    // By the descriptor alone, so that a free-text field is refused also while it is empty.
    private static bool MayExist(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => FormatOf(field) is not Format.Unspecified,
        FieldType.Bytes or FieldType.Double or FieldType.Float or FieldType.Group => false,
        _ => true,
    };

    /// <summary>The form of a text field; unspecified when it is free text.</summary>
    public static Format FormatOf(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(RulesExtensions.Field)?.Format switch
        {
            Format.Uuid => Format.Uuid,
            Format.Code => Format.Code,
            Format.Participation => Format.Participation,
            null or Format.Unspecified when field.Name.EndsWith("_id", StringComparison.Ordinal) => Format.Uuid,
            null or Format.Unspecified when field.Name.EndsWith("_code", StringComparison.Ordinal) => Format.Code,
            null or Format.Unspecified when field.Name.EndsWith("_participation", StringComparison.Ordinal) => Format.Participation,
            _ => Format.Unspecified,
        };

    private static bool HasForm(Format format, string text) => format switch
    {
        Format.Uuid => Guid.TryParseExact(text, "D", out _),
        Format.Code => IsCode(text),
        Format.Participation => Participation.TryParse(text, out _),
        _ => false,
    };

    // Begins with a letter and has no six digits in a row: 140501A902D would pass as a code otherwise.
    [GeneratedRegex(@"\A(?!.*[0-9]{6})[A-Z][A-Z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
