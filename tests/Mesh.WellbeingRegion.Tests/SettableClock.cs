using Mesh.Identity;

namespace Mesh.WellbeingRegion.Tests;

/// <summary>The mesh's time, set by the test and far from the machine's.</summary>
internal sealed class SettableClock : MeshClock
{
    private DateTimeOffset _now = HelsinkiTime.StartOf(new DateOnly(2023, 11, 30)).AddHours(14);

    public override DateTimeOffset Now => _now;

    public void MoveTo(DateOnly day) => _now = HelsinkiTime.StartOf(day).AddHours(9);

    public void Advance(TimeSpan by) => _now += by;
}
