namespace Mesh.Hosting.Settings;

/// <summary>What every host of the mesh is told at start, from the configuration section <c>Mesh</c>.</summary>
public record MeshHostSettings
{
    /// <summary>Where it listens, for example <c>https://0.0.0.0:7301</c>.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The installed, signed directory.</summary>
    public required string DirectoryPath { get; init; }

    /// <summary>PEM public key that the directory's signature is checked with.</summary>
    public required string DirectoryKeyPath { get; init; }

    /// <summary>PEM file of the roots that peers' certificates must come from.</summary>
    public required string TrustedRootsPath { get; init; }

    /// <summary>PEM certificate of this host.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>PEM private key of that certificate.</summary>
    public required string CertificateKeyPath { get; init; }

    /// <summary>The identity provider; its discovery document is below it.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>
    /// How long a host that is told to stop still answers everything while it says that it is not ready: the time in which a balancer
    /// notices. None where nothing stands before it.
    /// </summary>
    public TimeSpan Drain { get; init; }
}
