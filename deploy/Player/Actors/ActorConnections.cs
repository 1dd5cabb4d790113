using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.Player;

/// <summary>Where the mesh listens and with what the actors show who they are. Given by whoever starts the player.</summary>
public sealed record ActorConnections
{
    /// <summary>The gateway, https.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Issuer of people's tokens, https; its token endpoint is {issuer}/connect/token.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>Own endpoint of each participation, https.</summary>
    public required IReadOnlyDictionary<Participation, Uri> Endpoints { get; init; }

    /// <summary>Addresses of the processes behind an endpoint, for participations that run in several; each has a clock of its own.</summary>
    public IReadOnlyDictionary<Participation, IReadOnlyList<Uri>> Replicas { get; init; } = new Dictionary<Participation, IReadOnlyList<Uri>>();

    /// <summary>
    /// Certificate with private key for a SAN URI of <see cref="CertificateNames"/>; the player disposes of none of them.
    /// Whatever it throws makes the actor unavailable.
    /// </summary>
    public required Func<string, X509Certificate2> CertificateOf { get; init; }

    /// <summary>Roots that servers' certificates must lead to.</summary>
    public required X509Certificate2Collection TrustedRoots { get; init; }
}
