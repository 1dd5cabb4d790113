using System.Globalization;
using System.Text;

namespace Mesh.Disclosure;

/// <summary>
/// JSON with one form for one meaning (RFC 8785): members ordered by their UTF-16 code units, no blanks, the shortest escapes. Only what
/// receipts and exports are made of: objects, lists, texts and whole numbers.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidOperationException">A value of another kind.</exception>
    public static byte[] Write(IReadOnlyDictionary<string, object> document)
    {
        var text = new StringBuilder();
        Write(document, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(object value, StringBuilder to)
    {
        switch (value)
        {
            case string words:
                WriteText(words, to);
                break;
            case int number:
                to.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case long number:
                to.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object> members:
                WriteAll('{', '}', members.OrderBy(member => member.Key, StringComparer.Ordinal), to, member =>
                {
                    WriteText(member.Key, to);
                    to.Append(':');
                    Write(member.Value, to);
                });
                break;
            case IEnumerable<object> items:
                WriteAll('[', ']', items, to, item => Write(item, to));
                break;
            default:
                throw new InvalidOperationException("A receipt holds a value of a kind that has no canonical form here.");
        }
    }

    private static void WriteAll<T>(char open, char close, IEnumerable<T> items, StringBuilder to, Action<T> write)
    {
        to.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                to.Append(',');
            }

            write(item);
            first = false;
        }

        to.Append(close);
    }

    private static void WriteText(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => to.Append(unit),
            };
        }

        to.Append('"');
    }
}
