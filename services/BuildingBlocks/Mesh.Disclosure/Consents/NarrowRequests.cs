using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What is to remain of a consent.</summary>
/// <param name="Categories">The categories; as before when empty.</param>
/// <param name="ValidThrough">The last valid day; as before when null.</param>
public sealed record ConsentRemainder(IReadOnlyList<DataCategory> Categories, DateOnly? ValidThrough);

/// <summary>Reads what is to remain of a consent. Whether it is narrower is a decision, since it depends on the consent.</summary>
internal sealed class NarrowRequests(MeshClock clock) : IRequestCheck<NarrowConsentRequest>, IRequestCheck<NarrowMyConsentRequest>
{
    /// <summary>As a professional registers it.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public (ConsentRemainder Remains, Giving Giving) Read(NarrowConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return (Read(request.Categories, request.ValidThrough), Evidences.Read(request.Evidence));
    }

    /// <summary>As the client wants it.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every violation.</exception>
    public ConsentRemainder Read(NarrowMyConsentRequest request)
    {
        var violations = RequestRules.Check(request);
        Check(request, violations);
        violations.ThrowIfAny();
        return Read(request.Categories, request.ValidThrough);
    }

    /// <inheritdoc/>
    public void Check(NarrowConsentRequest request, Violations violations)
    {
        Check(request.Categories, request.ValidThrough, violations);
        Evidences.Check(request.Evidence, violations);
    }

    /// <inheritdoc/>
    public void Check(NarrowMyConsentRequest request, Violations violations) =>
        Check(request.Categories, request.ValidThrough, violations);

    private static ConsentRemainder Read(IReadOnlyList<DataCategory> categories, string validThrough) =>
        new([.. categories], WireDate.ReadOptional(validThrough));

    // An end in the past would say that what was lawful was not: that is no narrowing, and withdrawing ends it now.
    private void Check(IReadOnlyList<DataCategory> categories, string validThrough, Violations violations)
    {
        Duplicates.Check(categories, "categories", violations);
        if (WireDate.TryRead(validThrough, out var last) && last < clock.Today)
        {
            violations.Add("valid_through", MyConsentRequests.InPast, "Must not be before today; to end it now, withdraw it.");
        }
    }
}
