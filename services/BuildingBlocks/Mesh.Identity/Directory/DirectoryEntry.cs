namespace Mesh.Identity;

/// <summary>One participation as the directory knows it.</summary>
/// <param name="Participation">Who.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Endpoint">https, host and port only.</param>
/// <param name="Areas">What it serves, and when.</param>
/// <param name="IssuingAuthority">SHA-256 thumbprint of the CA that issues its certificates, 64 upper-case hexadecimal digits, or <see cref="NotInstalled"/>.</param>
/// <param name="DeniedCertificates">SHA-256 thumbprints of certificates no longer accepted; looked up in any case.</param>
/// <param name="SigningKeys">Its keys for statements, closed ones too.</param>
/// <param name="CheckpointKeys">Its keys for checkpoints of ledgers, closed ones too.</param>
public sealed record DirectoryEntry(
    Participation Participation,
    LocalizedName Name,
    Uri Endpoint,
    IReadOnlyList<ServedArea> Areas,
    string IssuingAuthority,
    IReadOnlySet<string> DeniedCertificates,
    IReadOnlyList<SigningKey> SigningKeys,
    IReadOnlyList<CheckpointKey> CheckpointKeys)
{
    /// <summary>
    /// Issuing authority of a committed demonstration file, whose CA is made on each machine at installation. It equals no
    /// thumbprint, so a host that reads a file not yet installed accepts nobody's certificate.
    /// </summary>
    public const string NotInstalled = "development";
}
