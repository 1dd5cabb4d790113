using System.Text.Json;

namespace Mesh.Disclosure;

/// <summary>JSON as objects, lists, texts and whole numbers.</summary>
internal static class JsonTree
{
    /// <summary>The value; null when anything in it is of another kind, or a text is none.</summary>
    public static object? Read(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.TryGetInt64(out var number) ? number : null,
                JsonValueKind.Array => Items(element),
                JsonValueKind.Object => Members(element),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, by an escape: JSON, and no text.
            return null;
        }
    }

    /// <summary>A member of a kind; null when there is none such.</summary>
    public static T? Member<T>(Dictionary<string, object> from, string name)
        where T : class => from.GetValueOrDefault(name) as T;

    private static List<object>? Items(JsonElement element)
    {
        var items = element.EnumerateArray().Select(Read).OfType<object>().ToList();
        return items.Count == element.GetArrayLength() ? items : null;
    }

    private static Dictionary<string, object>? Members(JsonElement element)
    {
        var members = new Dictionary<string, object>();
        foreach (var member in element.EnumerateObject())
        {
            if (Read(member.Value) is not { } value || !members.TryAdd(member.Name, value))
            {
                return null;
            }
        }

        return members;
    }
}
