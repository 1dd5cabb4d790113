using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>Collects every fault of one file, so that the author mends them in one go.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<ScenarioFault> _faults = [];

    public string File => file;

    public IReadOnlyList<ScenarioFault> All => [.. _faults.OrderBy(f => f.Spot.Line).ThenBy(f => f.Spot.Column)];

    public bool Any => _faults.Count > 0;

    public SourceSpot SpotOf(YamlNode node) => SpotOf(node.Start);

    public SourceSpot SpotOf(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    public void Add(YamlNode node, string text) => _faults.Add(new(SpotOf(node), text));

    public void Add(SourceSpot spot, string text) => _faults.Add(new(spot, text));
}
