using Mesh.Identity;

namespace Mesh.IdentityProvider.Tests;

internal static class Participations
{
    internal static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");
    internal static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");
    internal static readonly Participation VantaaMunicipality = Of("0124610-9/MUNICIPALITY");
    internal static readonly Participation VantaaLabour = Of("0124610-9/LABOUR_AUTHORITY");

    internal static IReadOnlyList<Participation> All { get; } = [Kela, TeOffice, VantaaMunicipality, VantaaLabour];

    private static Participation Of(string text) => Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);
}
