using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider.Sessions;

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

    /// <summary>Where people's browser application may be sent back to, compared exactly; empty: it is not registered.</summary>
    public IReadOnlyList<Uri> WebRedirects { get; init; } = [];

    /// <summary>Where people's application on a device may be sent back to, compared exactly but for the port of a loopback address given without one (RFC 8252 section 7.3).</summary>
    public IReadOnlyList<Uri> NativeRedirects { get; init; } = [];

    /// <summary>Certificate names of the own systems that may have a token, urn:mesh:org:…:role:…:system:….</summary>
    public IReadOnlyList<string> OwnSystems { get; init; } = [];

    /// <summary>How long people stay signed in.</summary>
    public SessionLife Session { get; init; } = SessionLife.WorkingDay;

    /// <summary>How long it answers on while it says that it is not ready, when it is told to stop.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>Whether it registers OpenTelemetry, as a process of its own does. Where hosts share a process, its launcher does.</summary>
    public bool OwnsTelemetry { get; init; }

    /// <summary>Machine time: lives of tokens and certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go; null: JSON on the console. Levels that could show a request are capped whatever is set here.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }

    /// <summary>What is wrong in the lists and lives, all of it; empty when they can be used.</summary>
    internal IReadOnlyList<string> Faults() => FaultsOf(WebRedirects, NativeRedirects, OwnSystems, Session);

    internal static IReadOnlyList<string> FaultsOf(
        IReadOnlyList<Uri> webRedirects, IReadOnlyList<Uri> nativeRedirects, IReadOnlyList<string> ownSystems, SessionLife session) =>
    [
        .. webRedirects.Where(address => !RedirectAddress.IsForBrowser(address))
            .Select(address => $"web redirect {address}: https, or http on this machine, without fragment or user is expected."),
        .. nativeRedirects.Where(address => !RedirectAddress.IsForDevice(address))
            .Select(address => $"native redirect {address}: https, http on this machine, or a scheme with a full stop, without fragment or user is expected."),
        .. ownSystems.Where(name => CertificateNames.Classify(name).Kind != CertificateNameKind.OwnSystem)
            .Select(name => $"own system {name}: urn:mesh:org:…:role:…:system:… is expected."),
        .. session.IsOrdered ? (string[])[] : ["session: a positive sliding life, not longer than the absolute one, is expected."],
    ];
}
