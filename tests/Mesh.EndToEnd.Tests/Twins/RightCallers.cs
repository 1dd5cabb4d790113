using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>Who may call a host, for each access; every other participation, since only one of them has part in a case.</summary>
internal static class RightCallers
{
    public static async Task<IReadOnlyList<(TwinCaller Caller, Access Right)>> OfAsync(ServedMesh mesh, Participation? at)
    {
        var callers = new List<(TwinCaller, Access)>
        {
            (TwinCaller.OfPerson(mesh, await mesh.TokenAsync("operator", at?.Urn ?? CertificateNames.Gateway), at), Access.Operator),
            (TwinCaller.OfPerson(mesh, await mesh.TokenAsync("aino", at?.Urn ?? CertificateNames.Gateway), at), Access.Client),
        };
        if (at is not { } participation)
        {
            return callers;
        }

        if (WrongCallers.ProfessionalOf(participation) is { } persona)
        {
            callers.Add((TwinCaller.OfPerson(mesh, await mesh.TokenAsync(persona, participation.Urn), participation), Access.Professional));
        }

        callers.Add((TwinCaller.OfCertificate(mesh, mesh.Certificate(CertificateNames.ForOwnSystem(participation, "payments")), participation), Access.OwnSystems));
        callers.AddRange(mesh.Installation.Directory.Current.Entries
            .Select(entry => entry.Participation)
            .Where(other => other != participation)
            .Select(other => (TwinCaller.OfCertificate(mesh, mesh.Certificate(other.Urn), participation), Access.Participant)));
        return callers;
    }
}
