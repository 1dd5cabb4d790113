using Mesh.Disclosure;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.TeOffice.Participations;

/// <summary>F12 at the door: which service a client takes part in, and when. The notice is linked to its participation.</summary>
public sealed class ParticipationSource(ServiceParticipations participations, DbContext database) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServiceParticipation;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await database.Set<ParticipationRow>().AsNoTracking().SingleOrDefaultAsync(
            row => row.ParticipationId == request.CaseId && row.SubjectId == request.SubjectId, cancellation) is { } participation)
        {
            content.ServiceParticipation = await participations.MessageAsync(participation, cancellation);
        }
    }
}
