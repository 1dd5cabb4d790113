using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>What cannot be answered is no reason to fetch anything about anybody, so it is refused before Kela is asked.</summary>
public sealed class EvaluationCheck(MeshClock clock) : IRequestCheck<EvaluateEligibilityRequest>
{
    /// <inheritdoc />
    public void Check(EvaluateEligibilityRequest request, Violations violations)
    {
        violations.AddIfAfter(clock.Today, request.AsOf, "as_of");
        var formalised = Era.All[0].From;
        var asked = request.AsOf.Length == 0 ? clock.Today : WireDate.TryRead(request.AsOf, out var asOf) ? asOf : formalised;
        if (asked < formalised)
        {
            violations.Add("as_of", "OUTSIDE_FORMALISED_LAW", $"The law is formalised from {WireDate.Write(formalised)}.");
        }
    }
}
