using Mesh.Statutes;

namespace Mesh.Kela.SocialAssistance;

/// <summary>An unbroken run of ended months that reaches a threshold of prolonged assistance (A8), or would reach it if its unknown months counted.</summary>
/// <param name="ThresholdCode">Which threshold, by age on the day.</param>
/// <param name="Began">First day of its first month.</param>
/// <param name="Through">First day of its last month.</param>
/// <param name="ReachedOn">The day on which it was seen to reach the threshold.</param>
/// <param name="IsCertain">Whether it does so by months that are known to count.</param>
internal sealed record ReachedRun(string ThresholdCode, DateOnly Began, DateOnly Through, DateOnly ReachedOn, bool IsCertain)
{
    /// <summary>Every run that reaches a threshold on one of the days, on the facts known at a moment. Runs that share a month are one.</summary>
    public static IReadOnlyList<ReachedRun> Of(
        DateOnly birthDate, AssistanceHistory history, DateTimeOffset knownAt, IEnumerable<DateOnly> days)
    {
        var (counting, possible) = (history.Counting(knownAt), history.Possible(knownAt));
        var runs = new List<ReachedRun>();

        // Before the first formalised day there is no threshold to reach; the months are kept all the same.
        foreach (var day in days.Where(day => day >= Era.All[0].From).Distinct().Order())
        {
            if ((On(counting, true) ?? On(possible, false)) is { } run)
            {
                Join(runs, run);
            }

            ReachedRun? On(AssistanceMonths months, bool isCertain) =>
                ProlongedAssistance.Evaluate(months, birthDate, day) is { Reached: Outcome.Met, RunBegan: { } began } outcome
                    ? new(outcome.ThresholdCode, began, CivilTime.AddMonths(began, outcome.EndedInARow - 1), day, isCertain)
                    : null;
        }

        return runs;
    }

    /// <summary>Whether a stretch of months, told or waiting under a threshold, is of this run.</summary>
    public bool Meets(string thresholdCode, DateOnly began, DateOnly through) =>
        thresholdCode == ThresholdCode && began <= Through && Began <= through;

    // What is certain takes the place of what was only possible; else the run keeps its beginning and goes on.
    private static void Join(List<ReachedRun> runs, ReachedRun later)
    {
        var index = runs.FindIndex(run => run.Meets(later.ThresholdCode, later.Began, later.Through));
        if (index < 0)
        {
            runs.Add(later);
        }
        else if (later.IsCertain && !runs[index].IsCertain)
        {
            runs[index] = later;
        }
        else if (later.IsCertain == runs[index].IsCertain)
        {
            runs[index] = runs[index] with { Through = later.Through };
        }
    }
}
