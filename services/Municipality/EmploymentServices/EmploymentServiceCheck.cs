using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>What a service to record must satisfy beyond its contract.</summary>
public sealed class EmploymentServiceCheck(AcceptedCodes codes) : IRequestCheck<RecordEmploymentServiceRequest>
{
    /// <inheritdoc />
    public void Check(RecordEmploymentServiceRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        if (request.Entry is { } entry
            && WireDate.TryRead(entry.StartsOn, out var first) && WireDate.TryRead(entry.EndsOn, out var last) && last < first)
        {
            violations.Add("entry.ends_on", "BEFORE_START", "Must not be before starts_on.");
        }
    }
}
