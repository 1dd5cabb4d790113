using Spectre.Console;

namespace Mesh.Player;

/// <summary>One line for each step, for logs and pipes.</summary>
internal sealed class LineProgress(IAnsiConsole console) : IPlayProgress
{
    public void Begins(IReadOnlyList<ScenarioFile> files)
    {
        foreach (var file in files)
        {
            console.Profile.Out.Writer.WriteLine($"{file.Name}: {IdentityCodeMask.Mask(file.Title)} ({file.Steps.Count} steps)");
        }
    }

    public void Starts(ScenarioStep beginning)
    {
    }

    // Straight to the writer: a console of 80 columns would break the line.
    public void Ends(StepResult result) => console.Profile.Out.Writer.WriteLine(
        $"{PlayPrinter.Word(result.Outcome),-14} {StepText.When(result.Step)}  {StepText.Who(result.Step),-24} {StepText.What(result.Step)}"
        + (result.WasUnderWay ? " (sent again: an earlier start died here)" : ""));
}

/// <summary>A bar for each file.</summary>
internal sealed class BarProgress(ProgressContext context) : IPlayProgress
{
    private const int TitleWidth = 60;
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);

    public void Begins(IReadOnlyList<ScenarioFile> files)
    {
        foreach (var file in files)
        {
            _bars[file.Name] = context.AddTask(Fitted(IdentityCodeMask.Mask(file.Title)), maxValue: file.Steps.Count);
        }
    }

    public void Starts(ScenarioStep beginning) =>
        _bars[beginning.File].Description = Fitted($"{StepText.When(beginning)} {StepText.What(beginning)}");

    public void Ends(StepResult result)
    {
        var bar = _bars[result.Step.File];
        if (result.Outcome is StepOutcome.Passed or StepOutcome.PlayedEarlier)
        {
            bar.Increment(1);
        }
        else
        {
            bar.Description = Fitted($"{PlayPrinter.Word(result.Outcome)}: {StepText.What(result.Step)}");
            bar.StopTask();
        }
    }

    // One width, so that the bars stand still while their titles change.
    private static string Fitted(string text) =>
        Markup.Escape(text.Length > TitleWidth ? text[..(TitleWidth - 1)] + "…" : text.PadRight(TitleWidth));
}
