using System.Globalization;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Paths of violations: clients[3].withdrawn[2].</summary>
internal static class AssistancePaths
{
    public static string Field(int client, string field) => string.Create(CultureInfo.InvariantCulture, $"clients[{client}].{field}");

    public static string Granted(int client, int item) => string.Create(CultureInfo.InvariantCulture, $"clients[{client}].granted[{item}].month");

    public static string Withdrawn(int client, int item) => string.Create(CultureInfo.InvariantCulture, $"clients[{client}].withdrawn[{item}]");
}
