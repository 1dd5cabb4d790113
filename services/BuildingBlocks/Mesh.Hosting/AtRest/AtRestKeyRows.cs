namespace Mesh.Hosting.AtRest;

/// <summary>A key that a replica of this database has known. Appended, never changed: a file that lacks it is the wrong one.</summary>
internal sealed class KnownKeyRow
{
    /// <summary>Id of the key.</summary>
    public required string Kid { get; init; }

    /// <summary>The key's name, which has its digest.</summary>
    public required string Name { get; init; }

    /// <summary>When it became known, by the machine's clock.</summary>
    public required DateTimeOffset KnownFrom { get; init; }
}

/// <summary>Which keys a running replica has. Removed when it stops, or when it has said nothing for long.</summary>
internal sealed class ReplicaKeysRow
{
    /// <summary>The replica: another at every start.</summary>
    public required Guid Replica { get; init; }

    /// <summary>Names of the keys it reads with, separated by spaces.</summary>
    public required string Reads { get; init; }

    /// <summary>Name of the key it writes with.</summary>
    public required string Writes { get; init; }

    /// <summary>When it last said so, by its machine's clock.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
