namespace Mesh.Certificates;

/// <summary>What an issued certificate may be used for: its extended key usage.</summary>
public enum CertificateUse
{
    /// <summary>Server and client: participations, the gateway, the identity provider.</summary>
    ServerAndClient = 1,

    /// <summary>Client only: own systems that call and are never called.</summary>
    ClientOnly = 2,
}
