using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

namespace Mesh.IdentityProvider;

/// <summary>All the identity provider needs. It reads no environment variables and no appsettings of its own: several hosts share a process.</summary>
public sealed record IdentityProviderSettings
{
    /// <summary>Issuer of the tokens (iss), https with a closing slash; also where relying parties look for discovery.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Folder of its keys and its SQLite file; made when missing and closed to other users.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Its TLS certificate with private key; SAN URI urn:mesh:identity-provider.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>Roots that may have issued the certificates of the gateway and the participations.</summary>
    public required X509Certificate2Collection TrustedRoots { get; init; }

    /// <summary>The directory in use; asked at each request, since it is reloaded.</summary>
    public required Func<ParticipantDirectory> Directory { get; init; }

    /// <summary>JSON file of demonstration people; null: the people that come with the provider.</summary>
    public string? PeopleFile { get; init; }

    /// <summary>Machine time: lives of tokens and certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go; null: JSON on the console. Levels that could show a request are capped whatever is set here.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
