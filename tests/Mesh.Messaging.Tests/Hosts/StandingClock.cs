using Mesh.Identity;

namespace Mesh.Messaging.Tests.Hosts;

/// <summary>The mesh's time, far from the machine's: whoever mixes them up is found out.</summary>
internal sealed class StandingClock : MeshClock
{
    public override DateTimeOffset Now => new(2023, 11, 13, 8, 0, 0, TimeSpan.Zero);
}
