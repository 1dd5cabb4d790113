using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Topology;

/// <summary>One question of a dashboard, over time.</summary>
/// <param name="Title">What is asked.</param>
/// <param name="Unit">Grafana's name of the unit.</param>
/// <param name="Legend">What tells one line from another.</param>
/// <param name="Expression">PromQL.</param>
public sealed record DashboardPanel(string Title, string Unit, string Legend, string Expression);

/// <summary>A dashboard of Grafana.</summary>
/// <param name="Name">Name of its file, and its id.</param>
/// <param name="Title">What people read.</param>
/// <param name="Panels">Two in a row.</param>
public sealed record Dashboard(string Name, string Title, IReadOnlyList<DashboardPanel> Panels)
{
    private const int PanelWidth = 12;
    private const int PanelHeight = 8;
    private const int SchemaVersion = 41;
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file as Grafana reads it.</summary>
    public string Json() => new JsonObject
    {
        ["uid"] = "mesh-" + Name,
        ["title"] = Title,
        ["tags"] = new JsonArray("mesh"),
        ["schemaVersion"] = SchemaVersion,
        ["editable"] = false,
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = "now-3h", ["to"] = "now" },
        ["panels"] = new JsonArray([.. Panels.Select(Panel)]),
    }.ToJsonString(Written) + "\n";

    private static JsonObject Panel(DashboardPanel panel, int index) => new()
    {
        ["id"] = index + 1,
        ["type"] = "timeseries",
        ["title"] = panel.Title,
        ["datasource"] = Prometheus(),
        ["gridPos"] = new JsonObject { ["h"] = PanelHeight, ["w"] = PanelWidth, ["x"] = index % 2 * PanelWidth, ["y"] = index / 2 * PanelHeight },
        ["fieldConfig"] = new JsonObject { ["defaults"] = new JsonObject { ["unit"] = panel.Unit, ["min"] = 0 }, ["overrides"] = new JsonArray() },
        ["targets"] = new JsonArray(new JsonObject
        {
            ["refId"] = "A", ["datasource"] = Prometheus(), ["expr"] = panel.Expression, ["legendFormat"] = panel.Legend,
        }),
    };

    private static JsonObject Prometheus() => new() { ["type"] = "prometheus", ["uid"] = "prometheus" };
}
