using System.Security.Cryptography.X509Certificates;

namespace Tyollisyys.Mesh.Client;

/// <summary>Where to call, as whom, and how patiently.</summary>
public sealed record MeshClientOptions
{
    /// <summary>https address of a participation (with a certificate) or of the gateway (with a token).</summary>
    public required Uri Address { get; init; }

    /// <summary>
    /// The URI that the server's certificate must carry, for example urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE or urn:mesh:gateway.
    /// A certificate of a trusted root is not enough.
    /// </summary>
    public required string Server { get; init; }

    /// <summary>Root certificates to trust; null means those of the machine.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>Own certificate with its key, of a participation or of one of its own systems; null for a person's application.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Through the gateway: the participation to reach, as <c>&lt;business id&gt;/&lt;ROLE&gt;</c>. The gateway's own services need none.</summary>
    public string? Participant { get; init; }

    /// <summary>Through the gateway: gives the person's access token, asked before every call, since a token lives five minutes.</summary>
    public Func<CancellationToken, ValueTask<string>>? Token { get; init; }

    /// <summary>Deadline of a call that sets none. Participations refuse calls without one.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Attempts of a call in all, 1 to 5, within its deadline. Only UNAVAILABLE is tried again, and only where the contract says that a
    /// repeat is harmless (idempotency_level).
    /// </summary>
    public int Attempts { get; init; } = 3;
}
