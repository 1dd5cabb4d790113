namespace Mesh.Benchmarks.Door;

/// <summary>What one road showed at one number in flight, in all rounds.</summary>
/// <param name="Road">Its name.</param>
/// <param name="InFlight">How many calls were under way at once.</param>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="P50">Half took less, in milliseconds.</param>
/// <param name="P99">Of a hundred, ninety-nine did.</param>
/// <param name="ServerCpu">Processor time of the server's process for each call, in microseconds.</param>
/// <param name="DatabaseCpu">The same of all processes of the database.</param>
/// <param name="ClientCpu">The same of the client's process.</param>
internal sealed record DoorRoadResult(string Road, int InFlight, Spread PerSecond, Spread P50, Spread P99, Spread ServerCpu, Spread DatabaseCpu, Spread ClientCpu);

/// <summary>The door beside a floor, of each round's pair.</summary>
/// <param name="Floor">Its name.</param>
/// <param name="InFlight">How many calls were under way at once.</param>
/// <param name="Rate">The door's rate as a part of the floor's.</param>
/// <param name="P99">The door's p99 as a multiple of the floor's.</param>
internal sealed record DoorRatio(string Floor, int InFlight, Spread Rate, Spread P99);

/// <summary>Many rows of the ledger beside few.</summary>
/// <param name="Entries">How many rows the one ledger has.</param>
/// <param name="FewEntries">How many the other.</param>
/// <param name="Pairs">How often they were measured in turn.</param>
/// <param name="Rate">The rate with many as a part of the rate with few.</param>
internal sealed record SizeResult(int Entries, int FewEntries, int Pairs, Spread Rate);

/// <summary>Sealing.</summary>
/// <param name="Entries">How many came at once.</param>
/// <param name="PerSecond">How many a second.</param>
/// <param name="TimesTheDoor">As a multiple of the door's rate at the most in flight; null when that was not measured.</param>
/// <param name="ServerCpu">Processor time of the server's process for each, in microseconds.</param>
/// <param name="DatabaseCpu">The same of all processes of the database's server.</param>
/// <param name="WholeSearch">How long it takes to find that nothing in the whole ledger is unsealed, in seconds.</param>
internal sealed record SealingResult(int Entries, Spread PerSecond, double? TimesTheDoor, Spread ServerCpu, Spread DatabaseCpu, double WholeSearch)
{
    /// <summary>As a line.</summary>
    public string Text =>
        $"sealing: {PerSecond.Text("0")} a second, {(TimesTheDoor is { } times ? $"{times:0.0} times the door, " : "")}{ServerCpu.Text("0")} + {DatabaseCpu.Text("0")} us a row of server and database; the whole ledger searched in {WholeSearch:0.00} s";
}

/// <summary>A person's list.</summary>
/// <param name="Entries">How long.</param>
/// <param name="Milliseconds">Read from the ledger, whole.</param>
internal sealed record ListResult(int Entries, Spread Milliseconds);

/// <summary>All of a run.</summary>
internal sealed record DoorResult(
    DoorPlan Plan,
    double FillSeconds,
    IReadOnlyList<DoorRoadResult> Roads,
    IReadOnlyList<DoorRatio> Ratios,
    SizeResult Sizes,
    SealingResult Sealing,
    ListResult List,
    IReadOnlyDictionary<string, double> PartMicroseconds);
