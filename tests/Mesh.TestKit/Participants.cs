using Mesh.Identity;

namespace Mesh.TestKit;

/// <summary>Participations of the demonstration directory.</summary>
public static class Participants
{
    /// <summary>Kela.</summary>
    public static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");

    /// <summary>The TE office of South-East Finland.</summary>
    public static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");

    /// <summary>The wellbeing services county of South Karelia.</summary>
    public static readonly Participation SouthKarelia = Of("3221308-6/SOCIAL_CARE");

    /// <summary>The city of Vantaa as municipality.</summary>
    public static readonly Participation VantaaMunicipality = Of("0124610-9/MUNICIPALITY");

    /// <summary>The city of Vantaa as labour authority.</summary>
    public static readonly Participation VantaaLabour = Of("0124610-9/LABOUR_AUTHORITY");

    /// <summary>A real business ID (the city of Espoo's) that the demonstration directory does not have.</summary>
    public static readonly Participation Stranger = Of("0101263-6/MUNICIPALITY");

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);
}
