using System.Globalization;
using Mesh.Identity;

namespace Mesh.Hosting.Clocks;

/// <summary>A demonstration's clock that is remembered in a file, so that a host that is started again goes on at the time it had.</summary>
public static class KeptClock
{
    /// <summary>Where a demonstration's clock begins: before the first journey.</summary>
    public static readonly DateOnly Start = new(2023, 1, 1);

    /// <summary>The clock, at the time the file says.</summary>
    /// <exception cref="InvalidOperationException">The directory is not a demonstration's.</exception>
    public static DemonstrationClock Open(ParticipantDirectory directory, string file)
    {
        var clock = new DemonstrationClock(directory, Remembered(file));
        clock.Moved += (_, _) => Keep(clock, file);
        return clock;
    }

    private static DateTimeOffset Remembered(string file) => File.Exists(file)
        ? DateTimeOffset.ParseExact(File.ReadAllText(file), "O", CultureInfo.InvariantCulture)
        : HelsinkiTime.StartOf(Start);

    // Whole or not at all: a host killed in between starts at the time before.
    private static void Keep(DemonstrationClock clock, string file)
    {
        lock (clock)
        {
            // Replicas keep one file; each writes a draft of its own.
            var draft = $"{file}.{Environment.ProcessId}";
            File.WriteAllText(draft, clock.Now.ToString("O", CultureInfo.InvariantCulture));
            File.Move(draft, file, overwrite: true);
        }
    }
}
