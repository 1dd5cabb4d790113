using System.Text.RegularExpressions;
using Mesh.Hosting.Contracts;
using Mesh.OpenApi;

namespace Mesh.Gateway.Routing;

/// <summary>Which calls may be carried once more: those of which the contract says that a repeat does no harm, by gRPC and by REST alike.</summary>
internal static partial class Repeats
{
    private static readonly IReadOnlyList<(HttpMethod Verb, Regex Path, MeshMethod Method)> Rest =
    [
        .. MeshContracts.Methods.Values
            .Select(method => (Method: method, Call: HttpCall.Of(method.Descriptor)))
            .Where(each => each.Call is not null)
            .Select(each => (each.Call!.Verb, PatternOf(each.Call.Path), each.Method)),
    ];

    /// <summary>False also for a path that is nobody's.</summary>
    public static bool AreHarmless(string verb, PathString path) => MeshContracts.Find(path) is { } method ? method.MayBeRepeated : AreHarmlessByRest(verb, path);

    // One path may belong to several participations' methods; which of them answers is not known here.
    private static bool AreHarmlessByRest(string verb, PathString path)
    {
        var methods = Rest.Where(each => each.Verb.Method == verb && each.Path.IsMatch(path)).Select(each => each.Method).ToList();
        return methods.Count > 0 && methods.TrueForAll(method => method.MayBeRepeated);
    }

    private static Regex PatternOf(string template) =>
        new($"^{Variable().Replace(Regex.Escape(template), "[^/:]+")}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // Regex.Escape leaves the closing brace as it is.
    [GeneratedRegex(@"\\\{[A-Za-z]+\}")]
    private static partial Regex Variable();
}
