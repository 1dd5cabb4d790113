namespace Mesh.Identity;

/// <summary>The clock of every real installation: it goes with the machine and cannot be set.</summary>
public sealed class SystemMeshClock(TimeProvider timeProvider) : MeshClock
{
    /// <inheritdoc/>
    public override DateTimeOffset Now => timeProvider.GetUtcNow();
}
