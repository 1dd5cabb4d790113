using Mesh.Identity;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>The mesh's time, set by the test; far from the machine's, so that whoever mixes them up is found out.</summary>
internal sealed class SettableClock : MeshClock
{
    private DateTimeOffset _now = Morning(13);

    public override DateTimeOffset Now => _now;

    /// <summary>Nine o'clock of a day of November 2023.</summary>
    public static DateTimeOffset Morning(int day) => HelsinkiTime.StartOf(new DateOnly(2023, 11, 1).AddDays(day - 1)).AddHours(9);

    public void Set(DateTimeOffset now) => _now = now;
}
