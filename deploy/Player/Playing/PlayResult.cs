using Grpc.Core;

namespace Mesh.Player;

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>Everything held.</summary>
    Passed = 1,

    /// <summary>Everything held in an earlier start of the same play; not played again.</summary>
    PlayedEarlier,

    /// <summary>Something did not hold.</summary>
    Failed,

    /// <summary>Its actor is not mapped, or a step it builds on was not played.</summary>
    NotPlayed,
}

/// <summary>Something that did not hold: expected beside actual. Neither holds an identity code.</summary>
public sealed record Discrepancy(SourceSpot Spot, string What, string Expected, string Actual)
{
    /// <summary>For values that come from outside: masks what looks like an identity code.</summary>
    internal static Discrepancy Of(SourceSpot spot, string what, string expected, string actual) =>
        new(spot, IdentityCodeMask.Mask(what), IdentityCodeMask.Mask(expected), IdentityCodeMask.Mask(actual));
}

/// <summary>A step and what became of it.</summary>
public sealed record StepResult(ScenarioStep Step, StepOutcome Outcome)
{
    /// <summary>What did not hold.</summary>
    public IReadOnlyList<Discrepancy> Discrepancies { get; init; } = [];

    /// <summary>Why the step was not played.</summary>
    public string? NotPlayedBecause { get; init; }

    /// <summary>gRPC status of the step's call, of the last one made; null when none was made.</summary>
    public StatusCode? Status { get; init; }

    /// <summary>Reason of a refusal.</summary>
    public string? Reason { get; init; }

    /// <summary>W3C trace id of the call.</summary>
    public string? TraceId { get; init; }

    /// <summary>Machine time the step took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether an earlier start died while the step was under way.</summary>
    public bool WasUnderWay { get; init; }
}

/// <summary>What became of a play. Data only; <see cref="PlayPrinter"/> shows it.</summary>
public sealed record PlayResult
{
    /// <summary>Exit code when everything held.</summary>
    public const int AllHeld = 0;

    /// <summary>Exit code when an expectation failed.</summary>
    public const int ExpectationFailed = 1;

    /// <summary>Exit code of a bad file.</summary>
    public const int BadFile = 2;

    /// <summary>Exit code when something was not played.</summary>
    public const int SomethingNotPlayed = 3;

    /// <summary>Faults in the files; with any, nothing was played.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; init; } = [];

    /// <summary>Every step of the timeline, in its order.</summary>
    public IReadOnlyList<StepResult> Steps { get; init; } = [];

    /// <summary>Variables of each file at the end, by file name: for example the flow to show. A variable of the file may hold an identity code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Variables { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>0 all held, 1 an expectation failed, 2 bad file, 3 something was not played.</summary>
    public int ExitCode =>
        Faults.Count > 0 ? BadFile
        : Steps.Any(step => step.Outcome is StepOutcome.Failed) ? ExpectationFailed
        : Steps.Any(step => step.Outcome is StepOutcome.NotPlayed) ? SomethingNotPlayed
        : AllHeld;

    /// <summary>A play that could not begin.</summary>
    public static PlayResult OfFaults(IReadOnlyList<ScenarioFault> faults) => new() { Faults = faults };
}
