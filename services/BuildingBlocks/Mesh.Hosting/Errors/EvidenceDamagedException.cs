namespace Mesh.Hosting.Errors;

/// <summary>
/// Stored evidence is no longer what was stored. Whoever meets it gives nothing rather than something wrong: on the wire it is
/// DATA_LOSS with this reason.
/// </summary>
/// <param name="reason">UPPER_SNAKE_CASE, for example PLAN_DIGEST_MISMATCH. Shown on the wire.</param>
public sealed class EvidenceDamagedException(string reason) : Exception($"Stored evidence is damaged: {reason}.")
{
    /// <summary>Reason of stored data that no longer decrypts as what was stored.</summary>
    public const string StoredDataDamaged = "STORED_DATA_DAMAGED";

    /// <summary>The reason.</summary>
    public string Reason { get; } = reason;
}
