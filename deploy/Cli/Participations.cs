using System.CommandLine;
using System.CommandLine.Parsing;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary>The participation a command is for.</summary>
internal static class Participations
{
    public static Option<Participation> Required() => new("--at")
    {
        Description = "The participation, for example 0246246-0/SOCIAL_INSURANCE.",
        Required = true,
        CustomParser = Parse,
    };

    public static Option<Participation> Optional(string name, string description) => new(name) { Description = description, CustomParser = Parse };

    /// <summary>As a request names it; empty when none was given.</summary>
    public static string TextOf(Participation given) => given == default ? "" : given.ToString();

    private static Participation Parse(ArgumentResult given)
    {
        if (Participation.TryParse(given.Tokens[0].Value, out var participation))
        {
            return participation;
        }

        given.AddError($"{given.Tokens[0].Value} is not a participation such as 0246246-0/SOCIAL_INSURANCE.");
        return default;
    }
}
