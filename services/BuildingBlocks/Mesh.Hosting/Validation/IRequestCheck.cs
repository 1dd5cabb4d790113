using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Validation;

/// <summary>
/// What an area demands of a request beyond its descriptors: what needs the clock, the directory or two fields at once. It runs beside
/// the descriptors' rules, on requests that may break those too, so it passes over what it cannot read; it looks at nothing stored,
/// since an answer that depends on data is a decision, not a check.
/// </summary>
/// <typeparam name="TRequest">The request.</typeparam>
public interface IRequestCheck<in TRequest>
{
    /// <summary>Adds every violation.</summary>
    void Check(TRequest request, Violations violations);
}
