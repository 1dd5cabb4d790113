using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Reads refusals, as professionals register and clients give them.</summary>
internal sealed class RefusalRequests(ConsentTerms terms, AcceptedCodes codes) :
    IRequestCheck<RegisterRefusalRequest>,
    IRequestCheck<LiftRefusalRequest>,
    IRequestCheck<ListRefusalsRequest>,
    IRequestCheck<RefuseMyDataRequest>
{
    /// <summary>The person, and the form without the person's id.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public (PersonalIdentityCode Code, Func<Guid, RefusalForm> Form) Read(RegisterRefusalRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return (PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value, subjectId => new RefusalForm(
            subjectId, RecipientOf(request.Recipient), [.. request.Purposes], [.. request.Categories], Evidences.Read(request.Evidence)));
    }

    /// <summary>The form, without the person's id.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public Func<Guid, RefusalForm> Read(RefuseMyDataRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return subjectId => new RefusalForm(
            subjectId,
            RecipientOf(request.Recipient),
            [.. request.Purposes],
            [.. request.Categories],
            new Giving(HowGiven.InService, request.Language, request.TextVersion, request.TextSha256.ToByteArray()));
    }

    /// <summary>How lifting was given.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public Giving Read(LiftRefusalRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return Evidences.Read(request.Evidence);
    }

    /// <summary>Whose refusals are asked for.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public PersonalIdentityCode Read(ListRefusalsRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
    }

    /// <inheritdoc/>
    public void Check(RegisterRefusalRequest request, Violations violations)
    {
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        terms.CheckScope(request.Recipient, request.Purposes, request.Categories, violations);
        Evidences.Check(request.Evidence, violations);
    }

    /// <inheritdoc/>
    public void Check(LiftRefusalRequest request, Violations violations) => Evidences.Check(request.Evidence, violations);

    /// <inheritdoc/>
    public void Check(ListRefusalsRequest request, Violations violations) =>
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);

    /// <inheritdoc/>
    public void Check(RefuseMyDataRequest request, Violations violations) =>
        terms.CheckScope(request.Recipient, request.Purposes, request.Categories, violations);

    private static Participation? RecipientOf(string text) => Participation.TryParse(text, out var recipient) ? recipient : null;
}
