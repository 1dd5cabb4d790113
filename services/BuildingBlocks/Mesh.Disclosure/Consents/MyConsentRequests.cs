using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Reads a consent that the client gives in person.</summary>
internal sealed class MyConsentRequests(ConsentTerms terms, MeshClock clock) : IRequestCheck<GrantMyConsentRequest>
{
    /// <summary>Code of a last day that has passed: nothing could rest on such a consent.</summary>
    public const string InPast = "IN_PAST";

    /// <summary>The form, without the person's id. What a signed form's digest is elsewhere, is here that of the text agreed to.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public Func<Guid, ConsentForm> Read(GrantMyConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return subjectId => new ConsentForm(
            subjectId,
            RecipientOf(request).Read(),
            request.Purpose,
            [.. request.Categories],
            WireDate.Read(request.ValidFrom),
            WireDate.Read(request.ValidThrough),
            new Giving(HowGiven.InService, request.Language, request.TextVersion, request.TextSha256.ToByteArray())
            {
                FormId = request.FormId.Length == 0 ? null : Guid.Parse(request.FormId),
            });
    }

    /// <inheritdoc/>
    public void Check(GrantMyConsentRequest request, Violations violations)
    {
        terms.Check(RecipientOf(request), request.Purpose, request.ValidFrom, request.ValidThrough, request.Categories, violations);
        if (WireDate.TryRead(request.ValidThrough, out var last) && last < clock.Today)
        {
            violations.Add("valid_through", InPast, "Must not be before today.");
        }
    }

    private static AskedRecipient RecipientOf(GrantMyConsentRequest request) =>
        new(request.Recipient, request.AreaRecipient, request.SupportPerson);
}
