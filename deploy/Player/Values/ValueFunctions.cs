using System.Globalization;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Functions in values: a mapping with one key that starts with a dollar sign.</summary>
internal static class ValueFunctions
{
    private const string Weekdays = "$weekdays";
    private const string Uuid = "$uuid";
    private const string IsoDate = "yyyy-MM-dd";
    private const int MostDays = 20_000;

    /// <summary>Names of all functions, for authors.</summary>
    public static string Names => $"{Weekdays}, {Uuid}";

    public static bool Exists(string name) => name is Weekdays or Uuid;

    /// <summary>What works the mapping out; null when it is an ordinary mapping.</summary>
    public static Func<ValueScope, JToken>? Find(YamlMappingNode map)
    {
        if (NameOf(map) is not { } name)
        {
            return null;
        }

        var argument = map.Children[0].Value;
        return name switch
        {
            Weekdays => scope => WeekdaysOf(argument, scope),
            Uuid => scope => new JValue(scope.Uuid(ValueResolver.AsText(ValueResolver.Resolve(argument, scope)))),
            _ => _ => throw new ValueException(map, $"'{name}' is no function. There are: {Names}."),
        };
    }

    // ISO dates, Monday to Friday, both ends included. Public holidays are weekdays: benefits are paid for them too.
    private static JArray WeekdaysOf(YamlNode argument, ValueScope scope)
    {
        var from = Day(argument, "from", scope);
        var to = Day(argument, "to", scope);
        if (to < from || to.DayNumber - from.DayNumber > MostDays)
        {
            throw new ValueException(argument, $"'{Weekdays}': 'to' is not before 'from', and at most {MostDays} days after it.");
        }

        return new(Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(day => day.ToString(IsoDate, CultureInfo.InvariantCulture)));
    }

    private static DateOnly Day(YamlNode argument, string key, ValueScope scope)
    {
        if (argument is not YamlMappingNode map || !map.Children.TryGetValue(new YamlScalarNode(key), out var value))
        {
            throw new ValueException(argument, $"'{Weekdays}' needs {{from: YYYY-MM-DD, to: YYYY-MM-DD}}.");
        }

        var text = ValueResolver.AsText(ValueResolver.Resolve(value, scope));
        return DateOnly.TryParseExact(text, IsoDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ValueException(value, $"'{key}': a date YYYY-MM-DD is expected.");
    }

    /// <summary>The name of the function that the mapping calls; null when it is an ordinary mapping.</summary>
    public static string? NameOf(YamlMappingNode map) =>
        map.Children.Count == 1 && map.Children[0].Key is YamlScalarNode { Value: { } name } && name.StartsWith('$') ? name : null;
}
