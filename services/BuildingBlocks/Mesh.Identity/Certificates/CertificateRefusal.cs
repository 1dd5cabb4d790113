namespace Mesh.Identity;

/// <summary>Why a peer's certificate is not accepted. For logs and tests; the peer is only told that the handshake or call failed.</summary>
public enum CertificateRefusal
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The peer showed no certificate.</summary>
    Missing,

    /// <summary>Its SHA-256 thumbprint is on the directory's deny list.</summary>
    Denied,

    /// <summary>The moment is before its first or after its last moment of validity.</summary>
    OutsideValidity,

    /// <summary>No chain to a trusted root, or a fault in the chain.</summary>
    UntrustedIssuer,

    /// <summary>The extended key usage does not name the use, or is not there at all (RFC 5280 section 4.2.1.12).</summary>
    WrongUse,

    /// <summary>The subject alternative name holds no mesh URI.</summary>
    NoMeshUri,

    /// <summary>Several mesh URIs: whose rights would the peer have?</summary>
    SeveralMeshUris,

    /// <summary>The subject alternative name cannot be read (RFC 5280 section 4.2.1.6).</summary>
    Malformed,
}
