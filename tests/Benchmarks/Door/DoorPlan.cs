namespace Mesh.Benchmarks.Door;

/// <summary>How a run goes. Small numbers are for working on the door; only the usual ones are told of.</summary>
internal sealed record DoorPlan
{
    /// <summary>Clients with one consent each.</summary>
    public int Consents { get; init; } = 1_000_000;

    /// <summary>Rows of the ledger, sealed before the run.</summary>
    public int Entries { get; init; } = 10_000_000;

    /// <summary>Rows of the other holder's ledger, which differs in nothing else.</summary>
    public int FewEntries { get; init; } = 10_000;

    /// <summary>How often each road is measured at each number in flight.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How often many rows are measured beside few.</summary>
    public int Pairs { get; init; } = 10;

    /// <summary>How long each road runs each time.</summary>
    public TimeSpan Loaded { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long each road runs before anything counts: code is compiled as it is used, and pages are read.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many are under way at once.</summary>
    public static IReadOnlyList<int> InFlight { get; } = [1, 16, 64];

    /// <summary>How many of the clients have a record, and are asked about: evenly among all.</summary>
    public int Asked => Math.Min(Consents, 50_000);
}
