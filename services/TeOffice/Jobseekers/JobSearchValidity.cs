namespace Mesh.TeOffice.Jobseekers;

/// <summary>One job search.</summary>
/// <param name="First">First day on which it was valid.</param>
/// <param name="Last">Last day; null while it goes on.</param>
public sealed record JobSearchSpell(DateOnly First, DateOnly? Last);

/// <summary>When a job search is valid, by its first day and the facts appended since. Pure.</summary>
/// <param name="first">First day of the first job search.</param>
/// <param name="facts">The jobseeker's facts, of any kind.</param>
public sealed class JobSearchValidity(DateOnly first, IReadOnlyCollection<JobseekerFact> facts)
{
    /// <summary>Whether the job search is valid on a civil date: one that began by then has not ended before it.</summary>
    public bool IsValidOn(DateOnly date) =>
        BegunBy(date) is { } begun && !Ends.Any(end => end >= begun && end < date);

    /// <summary>First day of the newest job search.</summary>
    public DateOnly Begun => Begins.Max();

    /// <summary>Last day of the newest job search; null while it goes on.</summary>
    public DateOnly? Ended => Ends.Where(end => end >= Begun).Cast<DateOnly?>().Min();

    /// <summary>Every job search, oldest first. One begun again before the other had ended goes on in it.</summary>
    public IReadOnlyList<JobSearchSpell> Spells
    {
        get
        {
            var spells = new List<JobSearchSpell>();
            foreach (var begin in Begins.Distinct().Order())
            {
                if (spells.Count == 0 || spells[^1].Last < begin)
                {
                    spells.Add(new JobSearchSpell(begin, Ends.Where(end => end >= begin).Cast<DateOnly?>().Min()));
                }
            }

            return spells;
        }
    }

    private IEnumerable<DateOnly> Begins => Of(JobseekerFactKind.JobSearchBegun).Append(first);

    private IEnumerable<DateOnly> Ends => Of(JobseekerFactKind.JobSearchEnded);

    private DateOnly? BegunBy(DateOnly date) => Begins.Where(begin => begin <= date).Cast<DateOnly?>().Max();

    private IEnumerable<DateOnly> Of(JobseekerFactKind kind) => facts.Where(fact => fact.Kind == kind).Select(fact => fact.On);
}
