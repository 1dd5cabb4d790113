using System.Globalization;
using Mesh.Hosting.Errors;

namespace Mesh.Disclosure;

/// <summary>A list of categories names each once: a repeated one is a mistake whose meaning nobody should guess.</summary>
internal static class Duplicates
{
    public const string Code = "DUPLICATE";

    public static void Check<T>(IReadOnlyList<T> values, string field, Violations violations)
    {
        var seen = new HashSet<T>();
        for (var i = 0; i < values.Count; i++)
        {
            if (!seen.Add(values[i]))
            {
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), Code, "Must not repeat an earlier element.");
            }
        }
    }
}
