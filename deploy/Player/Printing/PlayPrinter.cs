using System.Globalization;
using Spectre.Console;

namespace Mesh.Player;

/// <summary>Shows a play: its course while it goes on, and its result. Never an identity code.</summary>
public static class PlayPrinter
{
    /// <summary>
    /// Runs a play and shows its course: a bar for each file in a terminal, a line for each step elsewhere.
    /// </summary>
    public static async Task<PlayResult> WatchAsync(IAnsiConsole console, Func<IPlayProgress, Task<PlayResult>> play)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await play(new LineProgress(console));
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => play(new BarProgress(context)));
    }

    /// <summary>Shows what did not hold, expected beside actual, and the sums.</summary>
    public static void Print(IAnsiConsole console, PlayResult result)
    {
        foreach (var fault in result.Faults)
        {
            Line(console, "red", $"{fault.Spot}: {IdentityCodeMask.Mask(fault.Text)}");
        }

        foreach (var step in result.Steps.Where(step => step.Outcome is StepOutcome.Failed))
        {
            PrintFailure(console, step);
        }

        foreach (var step in result.Steps.Where(step => step.Outcome is StepOutcome.NotPlayed).GroupBy(step => step.NotPlayedBecause))
        {
            Line(console, "yellow", $"{step.First().Step.Spot}: {step.Count()} not played: {step.Key}");
        }

        Line(console, result.ExitCode == PlayResult.AllHeld ? "green" : "red", Sums(result));
    }

    private static void PrintFailure(IAnsiConsole console, StepResult failure)
    {
        Line(console, "red", $"{failure.Step.Spot}: {StepText.What(failure.Step)} ({StepText.Who(failure.Step)}, {StepText.When(failure.Step)})");
        foreach (var discrepancy in failure.Discrepancies)
        {
            console.Profile.Out.Writer.WriteLine($"  {discrepancy.Spot}: {discrepancy.What}");
            console.Profile.Out.Writer.WriteLine($"    expected  {Indented(discrepancy.Expected)}");
            console.Profile.Out.Writer.WriteLine($"    actual    {Indented(discrepancy.Actual)}");
        }

        if (failure.Status is { } status)
        {
            console.Profile.Out.Writer.WriteLine($"  status {StatusNames.Of(status)}, reason {failure.Reason ?? "(none)"}, trace {failure.TraceId}");
        }
    }

    private static string Sums(PlayResult result)
    {
        if (result.Faults.Count > 0)
        {
            return $"{result.Faults.Count} {(result.Faults.Count == 1 ? "fault" : "faults")}; nothing was played.";
        }

        var parts = result.Steps.GroupBy(step => step.Outcome).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {Word(group.Key)}");
        var seconds = result.Steps.Sum(step => step.Elapsed.TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture);
        return $"Steps: {string.Join(", ", parts)} ({seconds} s).";
    }

    internal static string Word(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => "held",
        StepOutcome.PlayedEarlier => "played earlier",
        StepOutcome.Failed => "failed",
        _ => "not played",
    };

    // Colour in a terminal; elsewhere straight to the writer, because a console of 80 columns would break a place in a file.
    private static void Line(IAnsiConsole console, string colour, string text)
    {
        if (console.Profile.Capabilities.Interactive)
        {
            console.MarkupLine($"[{colour}]{Markup.Escape(text)}[/]");
        }
        else
        {
            console.Profile.Out.Writer.WriteLine(text);
        }
    }

    private static string Indented(string text) => text.ReplaceLineEndings("\n              ");
}
