namespace Mesh.Disclosure;

/// <summary>That a participation asked about many people whom the holder does not know. Says who asked and about how many, never about whom.</summary>
internal sealed class EnumerationAlarmRow
{
    /// <summary>The alarm, UUIDv7.</summary>
    public required Guid AlarmId { get; init; }

    /// <summary>Who asked, as <c>business id/ROLE</c>.</summary>
    public required string Requester { get; init; }

    /// <summary>About how many different people, or cases and notices, that lead to nobody here.</summary>
    public required long People { get; init; }

    /// <summary>Since when, by the machine's clock: within the hour before it was raised.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was raised, by the machine's clock.</summary>
    public required DateTimeOffset RaisedAt { get; init; }
}
