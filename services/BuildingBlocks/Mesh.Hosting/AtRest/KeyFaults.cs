namespace Mesh.Hosting.AtRest;

/// <summary>By which reason an operator, and the journal, is told of what an act on keys was refused for.</summary>
public static class KeyFaults
{
    /// <summary>The reason; null when the fault is not about keys.</summary>
    public static string? ReasonOf(Exception fault) => fault switch
    {
        KeyNeededException needed => needed.Reason,
        ReplicasBehindException => "REPLICAS_BEHIND",
        KeyFileException => "KEYS_REFUSED",
        _ => null,
    };
}
