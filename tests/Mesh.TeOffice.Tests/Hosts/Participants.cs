using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>Participations of the committed directory.</summary>
internal static class Participants
{
    public static readonly Participation Kela = Of("0246246-0/SOCIAL_INSURANCE");
    public static readonly Participation TeOffice = Of("2296962-1/LABOUR_AUTHORITY");
    public static readonly Participation Region = Of("3221308-6/SOCIAL_CARE");
    public static readonly Participation OtherRegion = Of("3221347-3/SOCIAL_CARE");
    public static readonly Participation Lappeenranta = Of("0162193-3/MUNICIPALITY");

    private static Participation Of(string text) =>
        Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);
}

/// <summary>Who calls.</summary>
internal static class Callers
{
    public static readonly Caller Expert = Professional("te-expert-1");
    public static readonly Caller Colleague = Professional("te-expert-2");
    public static readonly Caller Aino = Client("client-aino");
    public static readonly Caller Eetu = Client("client-eetu");
    public static readonly Caller Region = new(CallerKind.Participant, Participants.Region);
    public static readonly Caller Kela = new(CallerKind.Participant, Participants.Kela);
    public static readonly Caller OtherRegion = new(CallerKind.Participant, Participants.OtherRegion);

    private static Caller Professional(string id) => new(CallerKind.Professional, Participants.TeOffice, id, "urn:mesh:assurance:high");

    private static Caller Client(string id) => new(CallerKind.Client, null, id, "urn:mesh:assurance:high");
}

/// <summary>Artificial people.</summary>
internal static class People
{
    /// <summary>Aino Testilä of SC1, born 14.5.2001.</summary>
    public static readonly PersonalIdentityCode Aino = PersonalIdentityCode.Parse("140501A902D").Value;

    /// <summary>Eetu Koeaho of SC2, born 3.9.1988.</summary>
    public static readonly PersonalIdentityCode Eetu = PersonalIdentityCode.Parse("030988-917F").Value;
}

/// <summary>The identity provider's answer.</summary>
internal sealed class FakeClientIdentity(CallScope call) : IClientIdentity
{
    public Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation) =>
        Task.FromResult(call.Caller == Callers.Aino ? People.Aino : People.Eetu);
}
