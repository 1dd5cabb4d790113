using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Reads contact bans to record: days in order, of people who may become known here.</summary>
internal sealed class ContactBanRequests(AcceptedCodes codes) : IRequestCheck<RecordContactBanRequest>
{
    /// <summary>The person whom the ban protects.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public PersonalIdentityCode Read(RecordContactBanRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
    }

    /// <inheritdoc/>
    public void Check(RecordContactBanRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        if (WireDate.TryRead(request.ValidFrom, out var first) && WireDate.TryRead(request.ValidTo, out var last) && last < first)
        {
            violations.Add("valid_to", ConsentTerms.BeforeStart, "Must not be before valid_from.");
        }
    }
}
