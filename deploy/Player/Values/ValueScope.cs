using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>The variables of one file during a play.</summary>
internal sealed class ValueScope(string playName, string fileName)
{
    private readonly Dictionary<string, JToken> _variables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JToken> Variables => _variables;

    public void Set(string name, JToken value) => _variables[name] = value;

    public bool Has(string name) => _variables.ContainsKey(name);

    public JToken Get(string name) => _variables[name];

    /// <summary>The same label gives the same id within one file of one play.</summary>
    public string Uuid(string label) => DerivedIds.Of(playName, fileName, "label", label);

    /// <summary>
    /// The id of a request that the author left to the player. What the step says is part of it: a step that failed and was
    /// mended is another act.
    /// </summary>
    public string RequestId(ScenarioStep step, int call, string field) =>
        DerivedIds.Of(playName, fileName, "request", $"{step.Number}", step.Digest, $"{call}", field);
}
