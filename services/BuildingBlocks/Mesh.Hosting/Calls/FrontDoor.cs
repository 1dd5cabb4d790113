using Mesh.Identity;

namespace Mesh.Hosting.Calls;

/// <summary>What kind of host checks callers, and for whom tokens must be.</summary>
/// <param name="Audience">The only audience accepted in a token.</param>
/// <param name="Participation">The participation served; null at the gateway.</param>
public sealed record FrontDoor(string Audience, Participation? Participation)
{
    /// <summary>Whose door it is, in spans.</summary>
    public string Name => Participation?.ToString() ?? "gateway";

    /// <summary>A service of one participation: people come through the gateway only.</summary>
    public static FrontDoor Of(Participation participation) => new(participation.Urn, participation);

    /// <summary>The gateway itself: people come with a token and no certificate.</summary>
    public static FrontDoor Gateway { get; } = new(CertificateNames.Gateway, null);
}
