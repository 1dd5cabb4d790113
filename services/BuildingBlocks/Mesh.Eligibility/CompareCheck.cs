using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Eligibility.V1;

namespace Mesh.Eligibility;

/// <summary>What cannot be answered is no reason to fetch anything about anybody, so it is refused before others are asked.</summary>
public sealed class CompareCheck(MeshClock clock) : IRequestCheck<CompareCriteriaRequest>
{
    /// <inheritdoc />
    public void Check(CompareCriteriaRequest request, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(violations);
        AsOf(request.AsOf, clock, violations);
    }

    /// <summary>A date that the law answers for: not in the future, not before the formalised law.</summary>
    public static void AsOf(string asOf, MeshClock clock, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(violations);
        var formalised = Era.All[0].From;
        var asked = asOf.Length == 0 ? clock.Today : WireDate.TryRead(asOf, out var date) ? date : formalised;
        if (asked > clock.Today)
        {
            violations.Add("as_of", "IN_FUTURE", "The date is after today.");
        }

        if (asked < formalised)
        {
            violations.Add("as_of", "OUTSIDE_FORMALISED_LAW", $"The law is formalised from {WireDate.Write(formalised)}.");
        }
    }
}
