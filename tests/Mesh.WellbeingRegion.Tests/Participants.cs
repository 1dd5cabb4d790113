using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.WellbeingRegion.Tests;

internal static class Participants
{
    public static readonly Participation TeOffice = Named("2296962-1/LABOUR_AUTHORITY");
    public static readonly Participation Pilot = Named("0124610-9/LABOUR_AUTHORITY");
    public static readonly Participation Kela = Named("0246246-0/SOCIAL_INSURANCE");
    public static readonly Participation Lappeenranta = Named("0162193-3/MUNICIPALITY");
    public static readonly Participation Vantaa = Named("0124610-9/MUNICIPALITY");
    public static readonly Participation Region = Named("3221308-6/SOCIAL_CARE");

    /// <summary>Artificial.</summary>
    public const string Aino = "140501A902D";

    public static readonly Caller Worker = Professional("worker-1");
    public static readonly Caller Colleague = Professional("worker-2");
    public static readonly Caller EetuHimself = Client("client-eetu");
    public static readonly Caller AinoHerself = Client("client-aino");

    /// <summary>Another participation, as its certificate says.</summary>
    public static Caller Peer(Participation participation) => new(CallerKind.Participant, participation);

    private static Caller Professional(string person) =>
        new(CallerKind.Professional, Region, person, "urn:mesh:assurance:high");

    private static Caller Client(string person) => new(CallerKind.Client, null, person, "urn:mesh:assurance:high");

    private static Participation Named(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);
}
