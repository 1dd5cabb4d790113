using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Participations;

/// <summary>Whether what a labour authority disclosed is a participation that benefits can be paid by.</summary>
internal static class ParticipationContent
{
    private const int DaysOfWeek = 7;

    /// <summary>Of that participation, with days that can be read and in order, and an organiser.</summary>
    public static bool IsOf(ServiceParticipation? content, string participationId) =>
        content is not null
        && content.ParticipationId == participationId
        && content.ServiceType.Length > 0
        && WireDate.TryRead(content.FirstDay, out var first)
        && WireDate.TryRead(content.LastDay, out var last)
        && first <= last
        && (content.EndedOn.Length == 0 || (WireDate.TryRead(content.EndedOn, out var ended) && first <= ended))
        && content.DaysPerWeek is > 0 and <= DaysOfWeek
        && Participation.TryParse(content.Organiser, out _);
}
