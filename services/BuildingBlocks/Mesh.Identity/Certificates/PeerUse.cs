namespace Mesh.Identity;

/// <summary>What the peer does in the handshake, hence which extended key usage its certificate must name.</summary>
public enum PeerUse
{
    /// <summary>It called us: id-kp-clientAuth, 1.3.6.1.5.5.7.3.2.</summary>
    Client = 1,

    /// <summary>We called it: id-kp-serverAuth, 1.3.6.1.5.5.7.3.1.</summary>
    Server = 2,
}
