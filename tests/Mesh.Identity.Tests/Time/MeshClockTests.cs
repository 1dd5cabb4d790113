using Microsoft.Extensions.Time.Testing;

namespace Mesh.Identity.Tests;

public sealed class MeshClockTests
{
    private static readonly DateTimeOffset Start = new(2024, 12, 31, 21, 59, 0, TimeSpan.Zero);

    [Fact]
    public void Today_WhenFinlandIsPastMidnight_IsTheFinnishDay()
    {
        var machine = new FakeTimeProvider(Start);
        var clock = new SystemMeshClock(machine);

        Assert.Equal(new DateOnly(2024, 12, 31), clock.Today);
        machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateOnly(2025, 1, 1), clock.Today);
        Assert.Equal(Start.AddMinutes(1), clock.Now);
    }

    [Fact]
    public void DemonstrationClock_WhenDirectoryIsProduction_CannotBeMade()
    {
        var production = DirectoryJson.Production().Read().Directory;

        Assert.Throws<InvalidOperationException>(() => new DemonstrationClock(production, Start));
    }

    [Fact]
    public void MoveTo_WhenForward_MovesAndTells()
    {
        var clock = CreateSut();
        var told = new List<DateTimeOffset>();
        clock.Moved += (_, _) => told.Add(clock.Now);

        Assert.Equal(Start, clock.Now);
        Assert.True(clock.MoveTo(Start.AddDays(1)));
        Assert.False(clock.MoveTo(Start.AddDays(1).ToOffset(TimeSpan.FromHours(2))));
        Assert.Equal([Start.AddDays(1)], told);
    }

    [Fact]
    public void MoveTo_WhenBack_ThrowsAndStays()
    {
        var clock = CreateSut();

        Assert.Throws<ClockMovedBackException>(() => clock.MoveTo(Start.AddTicks(-1)));
        Assert.Equal(Start, clock.Now);
    }

    [Fact]
    public void MoveTo_WhenManyThreadsMove_EndsAtTheLatest()
    {
        var clock = CreateSut();

        Parallel.For(1, 1000, i =>
        {
            try
            {
                clock.MoveTo(Start.AddMinutes(i));
            }
            catch (ClockMovedBackException)
            {
                // Somebody was further already: that is what the clock is asked to say.
            }
        });

        Assert.Equal(Start.AddMinutes(999), clock.Now);
    }

    private static DemonstrationClock CreateSut() => new(DirectoryJson.Committed().Read().Directory, Start);
}
