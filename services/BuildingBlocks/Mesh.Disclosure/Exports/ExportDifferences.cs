using System.Globalization;

namespace Mesh.Disclosure;

/// <summary>Where two trees differ, in the order of the document that was read.</summary>
internal static class ExportDifferences
{
    private const string Nothing = "nothing";

    /// <summary>Each difference: where, what is said there, and what follows from the proven parts.</summary>
    /// <param name="said">What was read.</param>
    /// <param name="made">What is made of its parts.</param>
    public static IEnumerable<(string Path, string Said, string Follows)> Between(object said, object made) => At("", said, made);

    private static IEnumerable<(string Path, string Said, string Follows)> At(string path, object? said, object? made) => (said, made) switch
    {
        (IReadOnlyDictionary<string, object> one, IReadOnlyDictionary<string, object> other) =>
            one.Keys.Union(other.Keys).Order(StringComparer.Ordinal)
                .SelectMany(name => At(path.Length == 0 ? name : $"{path}.{name}", one.GetValueOrDefault(name), other.GetValueOrDefault(name))),
        (IReadOnlyList<object> one, IReadOnlyList<object> other) =>
            Enumerable.Range(0, Math.Max(one.Count, other.Count))
                .SelectMany(at => At(string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]"), one.ElementAtOrDefault(at), other.ElementAtOrDefault(at))),
        _ => Equals(Comparable(said), Comparable(made)) ? [] : [(path, Shown(said), Shown(made))],
    };

    private static object? Comparable(object? value) => value is int number ? (long)number : value;

    private static string Shown(object? value) => value switch
    {
        null => Nothing,
        string text => $"\"{text}\"",
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        IReadOnlyDictionary<string, object> => "an object",
        _ => "a list",
    };
}
