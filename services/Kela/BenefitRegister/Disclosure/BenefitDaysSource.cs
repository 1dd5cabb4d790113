using Mesh.Disclosure;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>BENEFIT_DAYS at the door (F02): counts as of the asked date and as known now. The door itself adds the identity code.</summary>
public sealed class BenefitDaysSource(ClientHistories histories, Subjects subjects, MeshClock clock) : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.BenefitDays;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var now = clock.Now;
        var code = await subjects.RevealAsync(request.SubjectId, cancellation);
        var history = await histories.OfAsync(request.SubjectId, cancellation);
        content.BenefitDays = DayCounts.Of(code.BirthDate, history, request.AsOf, now, request.Purpose);
    }
}
