using System.Text.RegularExpressions;

namespace Mesh.Identity;

/// <summary>The SAN URIs of the mesh's certificates: written by the authority that issues them, read by every service that is called.</summary>
public static partial class CertificateNames
{
    private const string SystemPart = ":system:";

    /// <summary>The gateway's name.</summary>
    public const string Gateway = "urn:mesh:gateway";

    /// <summary>The identity provider's name.</summary>
    public const string IdentityProvider = "urn:mesh:identity-provider";

    /// <summary>The message broker's name. It is a server only: as a caller it is nobody, so <see cref="Classify"/> does not know it.</summary>
    public const string Broker = "urn:mesh:broker";

    /// <summary>The name of a participation.</summary>
    public static string ForParticipation(Participation participation) => participation.Urn;

    /// <summary>The name of a participation's own system.</summary>
    /// <param name="participation">Whose system it is.</param>
    /// <param name="name">1–63 of a–z, 0–9 and hyphen, starting with a letter or digit.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public static string ForOwnSystem(Participation participation, string name) => SystemName().IsMatch(name)
        ? participation.Urn + SystemPart + name
        : throw new ArgumentException("A system's name is 1 to 63 of a-z, 0-9 and hyphen.", nameof(name));

    /// <summary>Says whom a SAN URI names. Exact: another case or anything added makes it Unknown.</summary>
    public static CertificateName Classify(string? uri)
    {
        switch (uri)
        {
            case null:
                return new(CertificateNameKind.Unknown);
            case Gateway:
                return new(CertificateNameKind.Gateway);
            case IdentityProvider:
                return new(CertificateNameKind.IdentityProvider);
        }

        if (Participation.TryParseUrn(uri, out var participation))
        {
            return new(CertificateNameKind.Participation, participation);
        }

        var system = uri.IndexOf(SystemPart, StringComparison.Ordinal);
        return system >= 0
            && Participation.TryParseUrn(uri[..system], out var owner)
            && SystemName().IsMatch(uri.AsSpan(system + SystemPart.Length))
                ? new(CertificateNameKind.OwnSystem, owner, uri[(system + SystemPart.Length)..])
                : new(CertificateNameKind.Unknown);
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SystemName();
}
