namespace Mesh.Hosting.Settings;

/// <summary>How much of a holder's door each other participation may use, and from when on its asking looks like trying people out.</summary>
public sealed record DoorLimits
{
    /// <summary>Attempts that come back to a requester each second; of one host of the holder.</summary>
    public int PerSecond { get; init; } = 50;

    /// <summary>Attempts that a requester may make at once.</summary>
    public int Burst { get; init; } = 200;

    /// <summary>Of how many different people unknown to the holder one requester asks within an hour until an alarm is raised.</summary>
    public int UnknownPerHour { get; init; } = 100;

    /// <summary>Reads them; what is left out is as usual.</summary>
    internal static DoorLimits Read(SettingsReader reader)
    {
        var usual = new DoorLimits();
        return new()
        {
            PerSecond = reader.Number("Door:PerSecond", usual.PerSecond),
            Burst = reader.Number("Door:Burst", usual.Burst),
            UnknownPerHour = reader.Number("Door:UnknownPerHour", usual.UnknownPerHour),
        };
    }
}
