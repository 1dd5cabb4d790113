namespace Mesh.Identity;

/// <summary>A key with which a participation signs. Keys are closed, never removed: what was signed stays verifiable.</summary>
/// <param name="Kid">Key id, unique in the whole directory.</param>
/// <param name="PublicKeyPem">ECDSA P-256 public key, PEM "PUBLIC KEY" (RFC 7468).</param>
/// <param name="From">First day it signs.</param>
/// <param name="To">Last day it signs, included; null: for the time being.</param>
public sealed record SigningKey(string Kid, string PublicKeyPem, DateOnly From, DateOnly? To);
