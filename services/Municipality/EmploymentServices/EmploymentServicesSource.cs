using Mesh.Disclosure;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>EMPLOYMENT_SERVICES at the door: by the client's consent only (F18).</summary>
public sealed class EmploymentServicesSource(EmploymentServiceRegister register) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.EmploymentServices;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation) =>
        content.EmploymentServices = new Tyollisyys.Mesh.Protos.Municipality.V1.EmploymentServices
        {
            Entries = { await register.OfAsync(request.SubjectId, request.AsOf, cancellation) },
        };
}
