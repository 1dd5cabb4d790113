using System.Text.RegularExpressions;

namespace Mesh.Hosting.Contracts;

/// <summary>Names of code as the contracts write codes.</summary>
public static partial class WireNames
{
    /// <summary>NotMet becomes NOT_MET; a name already written so stays.</summary>
    public static string UpperSnake(string name) => WordStart().Replace(name, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
