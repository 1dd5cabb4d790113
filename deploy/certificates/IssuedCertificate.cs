namespace Mesh.Certificates;

/// <summary>A certificate that the development authority issued.</summary>
/// <param name="Uri">Its SAN URI.</param>
/// <param name="Use">What it may be used for.</param>
/// <param name="Path">PEM file; the key lies beside it.</param>
/// <param name="Thumbprint">SHA-256, upper-case hex: what a deny list names.</param>
/// <param name="ExpiresAt">Last moment it is good, UTC.</param>
public sealed record IssuedCertificate(string Uri, CertificateUse Use, string Path, string Thumbprint, DateTimeOffset ExpiresAt);
