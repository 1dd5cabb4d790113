using System.Globalization;

namespace Mesh.Player;

/// <summary>A step in words.</summary>
internal static class StepText
{
    /// <summary>What happens: the author's title, or the methods called.</summary>
    public static string What(ScenarioStep step) =>
        IdentityCodeMask.Mask(step.Title ?? string.Join(" + ", step.Calls.Select(call => $"{call.Method.Service.Name}/{call.Method.Name}")));

    /// <summary>Who calls.</summary>
    public static string Who(ScenarioStep step) => string.Join(" + ", step.Calls.Select(call => call.Actor).Distinct());

    /// <summary>The mesh's time in the author's offset.</summary>
    public static string When(ScenarioStep step) =>
        step.At?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "any time        ";
}
