using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;

namespace Mesh.Hosting.Rest;

/// <summary>
/// What of a REST request could not be kept. It is told only after the caller is authenticated and admitted, together with what the
/// contract's rules find in the rest: every violation at once, in the order of checks of every call.
/// </summary>
internal sealed class RestFaults
{
    // More than fit into an answer. Whoever is not known yet is held to it as well, so that a body costs no more than it holds.
    internal const int Most = 100;

    private readonly Violations _found = new();
    private int _count;
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    public bool Any => _found.Any;

    public void Add(string path, string code, string description)
    {
        if (++_count <= Most)
        {
            _paths.Add(path);
            _found.Add(path, code, description);
        }
    }

    /// <summary>Whether nothing more is told, whatever else is found.</summary>
    public bool AreTooMany => _count >= Most;

    /// <summary>These faults and the violations of the message that was read in spite of them.</summary>
    public Violations With(Violations rules)
    {
        var all = new Violations();
        foreach (var violation in _found.All.Concat(rules.All.Where(IsNew)))
        {
            all.Add(violation.Field, violation.Code, violation.Description);
        }

        return all;
    }

    // What was given wrongly was taken out: that it is missing now is not the caller's second mistake.
    private bool IsNew(Violation violation) =>
        violation.Code != ViolationCodes.Required || (!AreTooMany && !_paths.Any(path => IsAtOrBelow(violation.Field, path)));

    private static bool IsAtOrBelow(string field, string path) =>
        path.Length == 0
        || (field.StartsWith(path, StringComparison.Ordinal) && (field.Length == path.Length || field[path.Length] is '.' or '['));
}
