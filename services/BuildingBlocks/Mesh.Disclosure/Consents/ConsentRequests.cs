using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Reads what a professional registers of consents: what the descriptors demand, and what only this area knows.</summary>
public sealed class ConsentRequests(ConsentTerms terms, AcceptedCodes codes) :
    IRequestCheck<RegisterConsentRequest>, IRequestCheck<RegisterWithdrawalRequest>, IRequestCheck<ListConsentsRequest>
{
    /// <summary>The person, and the form without the person's id.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public (PersonalIdentityCode Code, Func<Guid, ConsentForm> Form) Read(RegisterConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        var how = request.HowGiven == HowGiven.Unspecified ? HowGiven.SignedOnPaper : request.HowGiven;
        return (PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value, subjectId => new ConsentForm(
            subjectId,
            RecipientOf(request).Read(),
            request.Purpose,
            [.. request.Categories],
            WireDate.Read(request.ValidFrom),
            WireDate.Read(request.ValidThrough),
            new Giving(how, request.Language, request.TextVersion, request.FormSha256.ToByteArray())
            {
                FormId = request.FormId.Length == 0 ? null : Guid.Parse(request.FormId),
                EvidenceReference = request.EvidenceReference,
                Mandate = Evidences.Read(request.Mandate),
            }));
    }

    /// <summary>How a withdrawal elsewhere was given.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public Giving Read(RegisterWithdrawalRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return Evidences.Read(request.Evidence);
    }

    /// <summary>Whose consents are asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public PersonalIdentityCode Read(ListConsentsRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
    }

    /// <inheritdoc/>
    public void Check(RegisterConsentRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        terms.Check(RecipientOf(request), request.Purpose, request.ValidFrom, request.ValidThrough, request.Categories, violations);
        Evidences.Check(request.HowGiven, "how_given", violations);
        OpaqueText.Check(request.EvidenceReference, "evidence_reference", violations);
        Evidences.Check(request.Mandate, "mandate", violations);
    }

    /// <inheritdoc/>
    public void Check(RegisterWithdrawalRequest request, Violations violations) => Evidences.Check(request.Evidence, violations);

    /// <inheritdoc/>
    public void Check(ListConsentsRequest request, Violations violations) =>
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);

    private static AskedRecipient RecipientOf(RegisterConsentRequest request) =>
        new(request.Recipient, request.AreaRecipient, request.SupportPerson);
}
