using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>What a look at one client brought.</summary>
/// <param name="Notices">Notices put into the outbox.</param>
/// <param name="Unaddressed">Reached thresholds that nobody could be told of.</param>
/// <param name="MainLivelihoodUnknown">1 when the client would reach a threshold if unknown months counted.</param>
internal readonly record struct Seen(int Notices, int Unaddressed, int MainLivelihoodUnknown);

/// <summary>Looks whether a client's assistance is prolonged, in the running transaction, and sees to it that each region that is responsible is told once (F01).</summary>
public sealed class AssistanceWatches(DbContext database, ProlongedNotices notices, MeshClock clock)
{
    /// <summary>
    /// Looks at the client on every day due since the last look, and on those given. So a threshold reached while nobody looked, or
    /// while the clock jumped, is told all the same.
    /// </summary>
    internal async Task<Seen> LookAsync(
        Guid subjectId, DateOnly birthDate, AssistanceHistory history, IReadOnlyList<DateOnly> alsoOn, CancellationToken cancellation)
    {
        var watch = await database.Set<AssistanceWatch>().FindAsync([subjectId], cancellation);
        if (watch is null)
        {
            watch = new AssistanceWatch { SubjectId = subjectId };
            database.Add(watch);
        }

        var (now, today) = (clock.Now, clock.Today);
        var days = LookDays.Of(birthDate, history, now);
        var due = days.Where(day => day >= watch.NextLookOn && day <= today).ToList();
        watch.NextLookOn = days.Where(day => day > today).Select(day => (DateOnly?)day).Min();

        var entries = await database.Set<AssistanceNoticeRow>().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        var waiting = entries.Where(row => row.State == AssistanceNoticeState.Waiting).ToList();
        var runs = ReachedRun.Of(birthDate, history, now, [.. due, .. alsoOn, .. waiting.Select(row => row.ReachedOn)]);
        var running = ReachedRun.Of(birthDate, history, now, [today]).SingleOrDefault(run => run.IsCertain);
        var seen = default(Seen);
        foreach (var run in runs)
        {
            var ofRun = entries.FindAll(row => run.Meets(row.ThresholdCode, row.RunBegan, row.RunThrough));
            var goesOn = running is not null && run.Meets(running.ThresholdCode, running.Began, running.Through);
            var kept = waiting.Where(ofRun.Contains).MinBy(row => row.ReachedOn);
            var telling = notices.Tell(subjectId, ofRun.FindAll(row => !waiting.Contains(row)), kept, run, goesOn, history.Client(now)!);
            if (telling != Telling.Known)
            {
                waiting.RemoveAll(row => row == kept);
            }

            seen = Add(seen, telling);
        }

        // What told nobody anything and holds no longer, by what is known now, leaves nothing to be kept.
        database.RemoveRange(waiting);
        return seen;
    }

    private static Seen Add(Seen seen, Telling telling) => telling switch
    {
        Telling.Sent => seen with { Notices = seen.Notices + 1 },
        Telling.Unaddressed => seen with { Unaddressed = seen.Unaddressed + 1 },
        Telling.MainLivelihoodUnknown => seen with { MainLivelihoodUnknown = 1 },
        _ => seen,
    };
}
