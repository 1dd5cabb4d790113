using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Reads a consent to register: what the descriptors demand, and what only this area knows.</summary>
public sealed class ConsentRequests(ConsentTerms terms, AcceptedCodes codes) : IRequestCheck<RegisterConsentRequest>
{
    /// <summary>The person, and the form without the person's id.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public (PersonalIdentityCode Code, Func<Guid, ConsentForm> Form) Read(RegisterConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        _ = Participation.TryParse(request.Recipient, out var recipient);
        return (PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value, subjectId => new ConsentForm(
            subjectId,
            new ConsentRecipient.Named(recipient),
            request.Purpose,
            [.. request.Categories],
            WireDate.Read(request.ValidFrom),
            WireDate.Read(request.ValidThrough),
            new Giving(HowGiven.SignedOnPaper, request.Language, request.TextVersion, request.FormSha256.ToByteArray())));
    }

    /// <inheritdoc/>
    public void Check(RegisterConsentRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        terms.Check(request.Recipient, request.ValidFrom, request.ValidThrough, request.Categories, violations);
    }
}
