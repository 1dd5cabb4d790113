namespace Mesh.Topology.Tests;

/// <summary>A container's environment, made to hold outside one: the prepared files where they lie, other addresses.</summary>
internal static class Rehearsal
{
    /// <summary>Where a container's path lies in the prepared folder.</summary>
    public static string Outside(string path, string folder, string host) => path
        .Replace(ComposeSite.OwnFolder, Path.Combine(folder, "hosts", host), StringComparison.Ordinal)
        .Replace(ComposeSite.CommonFolder, Path.Combine(folder, "common"), StringComparison.Ordinal)
        .Replace(ComposeSite.DataFolder, Path.Combine(folder, "data", host), StringComparison.Ordinal);

    /// <summary>The environment, with other values for some variables.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> EnvironmentOf(HostPlan plan, string folder, IReadOnlyDictionary<string, string> others) =>
        [.. plan.Environment.Select(variable => KeyValuePair.Create(variable.Key, others.GetValueOrDefault(variable.Key) ?? Outside(variable.Value, folder, plan.Name)))];
}
