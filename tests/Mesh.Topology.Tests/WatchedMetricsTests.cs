using System.Text.RegularExpressions;
using Mesh.TestKit;
using YamlDotNet.Serialization;

namespace Mesh.Topology.Tests;

/// <summary>What dashboards, alerts and the operators' guide name is what hosts measure.</summary>
public sealed partial class WatchedMetricsTests
{
    // Prometheus' own, of each target it fetches from.
    private static readonly string[] OfPrometheus = ["up"];

    [Fact]
    public async Task Panels_WhenTheyAskForAMetric_AskForOneThatIsMeasured()
    {
        var measured = await Instruments.AsPrometheusHasThemAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Dashboards.All.Count);
        foreach (var panel in Dashboards.All.SelectMany(dashboard => dashboard.Panels))
        {
            var asked = MetricsOf(panel.Expression);
            Assert.NotEmpty(asked);
            Assert.All(asked, metric => Assert.Contains(metric, measured));
        }
    }

    [Fact]
    public async Task Alerts_WhenTheyWatchAMetric_WatchOneThatIsMeasured()
    {
        var measured = await Instruments.AsPrometheusHasThemAsync(TestContext.Current.CancellationToken);
        var alerts = Alerts();

        Assert.NotEmpty(alerts);
        Assert.All(alerts.Values, expression => Assert.All(MetricsOf(expression), metric => Assert.True(measured.Contains(metric) || OfPrometheus.Contains(metric), metric)));
    }

    [Fact]
    public void Guide_WhenSomethingIsMeasuredOrRaisesAnAlert_ExplainsIt()
    {
        var guide = File.ReadAllText(SourceTree.At("docs/operations.md"));

        Assert.All(Instruments.OfTheMesh(), instrument => Assert.Contains($"| `{instrument.Name}` | {instrument.Unit!.Replace("|", "", StringComparison.Ordinal)} |", guide, StringComparison.Ordinal));
        Assert.All(Alerts().Keys, alert => Assert.Contains($"| {alert} |", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Instruments_WhenTheyAreTheMeshes_SayWhatTheyMeasure() => Assert.All(Instruments.OfTheMesh(), instrument =>
    {
        Assert.Matches("^mesh(\\.[a-z_]+)+$", instrument.Name);
        Assert.False(string.IsNullOrEmpty(instrument.Unit));
        Assert.False(string.IsNullOrEmpty(instrument.Description));
    });

    private static Dictionary<string, string> Alerts()
    {
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(SourceTree.At("deploy/docker/alerts.yaml")));
        return ((List<object>)root["groups"]).Cast<Dictionary<object, object>>()
            .SelectMany(group => (List<object>)group["rules"]).Cast<Dictionary<object, object>>()
            .ToDictionary(rule => (string)rule["alert"], rule => (string)rule["expr"]);
    }

    // Labels stand in braces and after by; functions before a parenthesis. What is left is metrics, and numbers.
    private static IReadOnlyList<string> MetricsOf(string expression) =>
    [
        .. Word().Matches(Labels().Replace(expression, " ")).Select(word => word.Value)
            .Where(word => word is not ("or" or "and" or "unless" or "offset" or "by" or "without"))
            .Select(word => HistogramPart().Replace(word, "")).Distinct(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\bby\s*\([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b[a-z_]+\b(?!\s*\()")]
    private static partial Regex Word();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex HistogramPart();
}
