using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>The mesh's time, set by the test.</summary>
public sealed class SettableClock : MeshClock
{
    private DateTimeOffset _now = HelsinkiTime.StartOf(new DateOnly(2023, 11, 13)).AddHours(9);

    public override DateTimeOffset Now => _now;

    public void Set(DateTimeOffset now) => _now = now;
}
