using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Holds the stored outcome of a write to what it may hold: ids, states, codes, dates and numbers. It is looked for by form, since a
/// method added tomorrow names its fields as it likes: what people write has lower case or a space in it, and none of those has.
/// </summary>
internal static partial class IdsAndStates
{
    // A digest has 32; more bytes than that are somebody's document.
    private const int DigestBytes = 32;

    /// <summary>Does nothing when the message holds nothing else.</summary>
    /// <exception cref="InvalidOperationException">A field holds words or a document; the field is named, its value is not.</exception>
    public static void Require(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (!Values(message, field).All(Allowed))
            {
                throw new InvalidOperationException(
                    $"{field.FullName} would store words in clear. Return what people wrote from the completion of the write instead.");
            }
        }
    }

    private static IEnumerable<object> Values(IMessage message, FieldDescriptor field) => field.Accessor.GetValue(message) switch
    {
        null => [],
        System.Collections.IDictionary map => map.Keys.Cast<object>().Concat(map.Values.Cast<object>()),
        System.Collections.IList list => list.Cast<object>(),
        var value => [value],
    };

    private static bool Allowed(object value)
    {
        switch (value)
        {
            case IMessage message:
                Require(message);
                return true;
            case string text:
                return Guid.TryParseExact(text, "D", out _) || NoWords().IsMatch(text);
            case ByteString bytes:
                return bytes.Length <= DigestBytes;
            default:
                return true;
        }
    }

    // Codes, civil dates, participations.
    [GeneratedRegex(@"^[0-9A-Z_./:,+-]*\z")]
    private static partial Regex NoWords();
}
