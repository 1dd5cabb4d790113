namespace Mesh.Identity;

/// <summary>Who a SAN URI names.</summary>
public enum CertificateNameKind
{
    /// <summary>Nobody the mesh knows; such a peer is refused.</summary>
    Unknown = 0,

    /// <summary>A participation.</summary>
    Participation,

    /// <summary>A system inside one participation.</summary>
    OwnSystem,

    /// <summary>The gateway, which has no rights of a participation.</summary>
    Gateway,

    /// <summary>The identity provider.</summary>
    IdentityProvider,
}

/// <summary>A SAN URI, read. Participation is set for Participation and OwnSystem, SystemName for OwnSystem only.</summary>
public sealed record CertificateName(CertificateNameKind Kind, Participation? Participation = null, string? SystemName = null);
