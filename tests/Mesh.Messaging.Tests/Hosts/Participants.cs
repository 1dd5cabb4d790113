using Mesh.Identity;

namespace Mesh.Messaging.Tests.Hosts;

internal static class Participants
{
    public static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");
    public static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");
    public static readonly Participation Region = Of("3221308-6/SOCIAL_CARE");

    /// <summary>A real business ID that this installation's directory does not have.</summary>
    public static readonly Participation Stranger = Of("0124610-9/MUNICIPALITY");

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);
}
