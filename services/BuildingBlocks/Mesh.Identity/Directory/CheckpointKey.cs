namespace Mesh.Identity;

/// <summary>A key with which a participation signs checkpoints of its disclosure ledger and cosigns those of others. Closed, never removed.</summary>
/// <param name="Verifier">C2SP signed-note verifier key of Ed25519: name, the participation's URN; key hash; key. See <see cref="VerifierKey"/>.</param>
/// <param name="From">First day it signs.</param>
/// <param name="To">Last day it signs, included; null: for the time being.</param>
public sealed record CheckpointKey(string Verifier, DateOnly From, DateOnly? To);
