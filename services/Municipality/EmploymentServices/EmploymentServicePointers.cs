using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>
/// SERVICE_POINTERS at the door (F18): the municipality's own employment services. A place that it lends is none of them: who comes there is
/// never kept here, and the region that sent the client tells of it.
/// </summary>
public sealed class EmploymentServicePointers(EmploymentServiceRegister register, Self self) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServicePointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var services = await register.OfAsync(request.SubjectId, request.AsOf, cancellation);
        if (services.Count > 0)
        {
            content.ServicePointers = new ServicePointers
            {
                Pointers =
                {
                    services.Select(service => new ServicePointer
                    {
                        Organisation = self.Participation.ToString(),
                        Unit = service.Unit,
                        Service = service.Name,
                        StartsOn = service.StartsOn,
                        EndsOn = service.EndsOn,
                    }),
                },
            };
        }
    }
}
