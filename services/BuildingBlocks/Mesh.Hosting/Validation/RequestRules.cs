using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Validation;

/// <summary>
/// Holds a request to its contract: google.api.field_behavior = REQUIRED and the options of rules.proto, both read from
/// the descriptors, so that the published contract and the check cannot differ. Finds every violation at once, and its
/// texts and paths never hold anything of what was given.
/// </summary>
public static class RequestRules
{
    private const int MaxPageSize = 100;

    // Range of google.protobuf.Timestamp: 0001-01-01 to 9999-12-31. Outside it the conversion to a date would throw.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int NanosPerSecond = 1_000_000_000;

    /// <summary>Every violation of the message; nothing in it when the message is as its contract says.</summary>
    public static Violations Check(IMessage message)
    {
        var violations = new Violations();
        Check(message, violations);
        return violations;
    }

    /// <summary>Adds the violations of one more message, as of a stream that is refused as a whole.</summary>
    /// <param name="message">The message.</param>
    /// <param name="into">Where to add.</param>
    /// <param name="at">Path of the message, for example messages[3]; empty when it is the request itself.</param>
    public static void Check(IMessage message, Violations into, string at = "")
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(into);
        CheckMessage(message, at, into);
    }

    private static void CheckMessage(IMessage message, string path, Violations into)
    {
        if (message is Timestamp time)
        {
            CheckTime(time, path, into);
            return;
        }

        var plan = MessagePlan.Of(message.Descriptor);
        foreach (var oneof in plan.Oneofs)
        {
            if (oneof.Descriptor.Accessor.GetCaseFieldDescriptor(message) is null)
            {
                var at = oneof.IsWhole && path.Length > 0 ? path : Below(path, oneof.Descriptor.Name);
                into.Add(at, ViolationCodes.Required, oneof.Description);
            }
        }

        foreach (var field in plan.Fields)
        {
            CheckField(message, field, Below(path, field.Name), into);
        }
    }

    private static void CheckField(IMessage message, FieldPlan field, string path, Violations into)
    {
        if (field.Oneof is { } oneof)
        {
            // What is chosen must say something; what is not chosen is not there.
            if (oneof.Accessor.GetCaseFieldDescriptor(message)?.Name == field.Name)
            {
                CheckValue(field.Accessor.GetValue(message), field, path, demanded: true, into);
            }
        }
        else if (field.IsRepeated)
        {
            CheckList((IList)field.Accessor.GetValue(message), field, path, into);
        }
        else if (field.HasPresence && !field.Accessor.HasValue(message))
        {
            Demand(field.IsRequired, path, into);
        }
        else
        {
            CheckValue(field.Accessor.GetValue(message), field, path, field.IsRequired, into);
        }
    }

    private static void CheckList(IList list, FieldPlan field, string path, Violations into)
    {
        if (list.Count == 0)
        {
            Demand(field.IsRequired, path, into);
        }

        if (list.Count > field.MaxItems)
        {
            into.Add(path, ViolationCodes.TooMany, Invariant($"Must have at most {field.MaxItems} elements."));
        }

        for (var i = 0; i < Math.Min(list.Count, field.MaxItems); i++)
        {
            CheckValue(list[i]!, field, Invariant($"{path}[{i}]"), demanded: true, into);
        }
    }

    private static void CheckValue(object value, FieldPlan field, string path, bool demanded, Violations into)
    {
        switch (value)
        {
            case IMessage message:
                CheckMessage(message, path, into);
                break;
            case string { Length: 0 }:
            case ByteString { IsEmpty: true }:
                Demand(demanded, path, into);
                break;
            case string text when text.Contains('\0', StringComparison.Ordinal):
                into.Add(path, ViolationCodes.NulCharacter, "Must not have the character U+0000.");
                break;
            case string text when WrittenForms.FaultOf(field.Format, text) is var (code, description):
                into.Add(path, code, description);
                break;
            case string text when text.Length > field.MaxLength:
                into.Add(path, ViolationCodes.TooLong, Invariant($"Must be at most {field.MaxLength} UTF-16 code units."));
                break;
            case ByteString bytes when WrittenForms.FaultOf(field.Format, bytes.Length) is var (code, description):
                into.Add(path, code, description);
                break;
            case int size when field.IsPageSize && size is < 0 or > MaxPageSize:
                into.Add(path, ViolationCodes.OutOfRange, Invariant($"Must be 0 to {MaxPageSize}."));
                break;
            case var number when field.Enum is { } numbers:
                CheckEnum(Convert.ToInt32(number, CultureInfo.InvariantCulture), numbers, path, demanded, into);
                break;
            default:
                // A number or bool without presence that is zero or false was not given; an element of a list was.
                Demand(demanded && !field.HasPresence && !field.IsRepeated && IsDefault(value), path, into);
                break;
        }
    }

    private static void CheckEnum(int number, EnumDescriptor numbers, string path, bool demanded, Violations into)
    {
        if (number == 0)
        {
            Demand(demanded, path, into);
        }
        else if (numbers.FindValueByNumber(number) is null)
        {
            into.Add(path, ViolationCodes.UnknownValue, $"Must be a value of {numbers.FullName}.");
        }
    }

    private static void CheckTime(Timestamp time, string path, Violations into)
    {
        if (time.Seconds is < FirstSecond or > LastSecond || time.Nanos is < 0 or >= NanosPerSecond)
        {
            into.Add(path, ViolationCodes.OutOfRange, "Must be a time of the years 0001 to 9999.");
        }
    }

    private static void Demand(bool demanded, string path, Violations into)
    {
        if (demanded)
        {
            into.Add(path, ViolationCodes.Required, "Must be given.");
        }
    }

    private static bool IsDefault(object value) => value switch
    {
        bool flag => !flag,
        int number => number == 0,
        uint number => number == 0,
        long number => number == 0,
        ulong number => number == 0,
        float number => number == 0,
        double number => number == 0,
        _ => false,
    };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
