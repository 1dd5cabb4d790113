namespace Mesh.Hosting.Storage;

/// <summary>The advisory locks that the mesh takes in a participation's database, so that no two purposes meet on one number.</summary>
internal static class AdvisoryLocks
{
    /// <summary>Of two that migrate, one waits.</summary>
    public const long Migration = Mesh | 1;

    /// <summary>Of several replicas, one dispatches and sweeps.</summary>
    public const long ActiveReplica = Mesh | 2;

    /// <summary>Of several that seal the ledger, one at a time.</summary>
    public const long LedgerSealing = Mesh | 3;

    // "mesh" in the upper half: whoever else uses the server's locks uses others.
    private const long Mesh = 0x6D657368L << 32;
}
