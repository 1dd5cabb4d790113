using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>What an import told about one client.</summary>
/// <param name="Notices">Notices put into the outbox.</param>
/// <param name="Unaddressed">Reached thresholds that nobody could be told of.</param>
internal readonly record struct Told(int Notices, int Unaddressed);

/// <summary>
/// Tells the labour authority that a client has reached a threshold (F02): once for each stretch of days on which it is reached, and
/// whoever becomes the client's authority while the stretch goes on.
/// </summary>
public sealed class ThresholdNotices(
    DbContext database,
    Outbox outbox,
    NoticeSubjects links,
    DirectoryFile directory,
    FlowContext flow,
    MeshClock clock,
    TimeProvider time)
{
    /// <summary>Step of the flow journal.</summary>
    public const string Step = "F02 BenefitDayThresholdReached";

    /// <summary>
    /// Tells what is reached now and has not been told in this stretch. Not told counts, instead of not reached before: so a birthday or a new
    /// figure, by which a threshold is reached without a paid day, is told with the next import.
    /// </summary>
    internal async Task<Told> TellAsync(
        Guid subjectId, DateOnly birthDate, ClientHistory history, BenefitImport import, CancellationToken cancellation)
    {
        var watched = new WatchedThresholds(birthDate, history, import.KnownFrom);
        var reached = watched.Reached(clock.Today);
        var waiting = await database.Set<UnaddressedThreshold>()
            .Where(row => row.SubjectId == subjectId && row.NoticeId == null)
            .ToListAsync(cancellation);
        database.RemoveRange(waiting.Where(row => !reached.Contains(row.ThresholdCode)));
        if (reached.Count == 0)
        {
            return default;
        }

        var told = await database.Set<ToldThreshold>().Where(row => row.SubjectId == subjectId).ToListAsync(cancellation);
        var client = history.Client(import.KnownFrom)!;
        var (notices, unaddressed) = (0, 0);
        foreach (var code in reached)
        {
            var open = waiting.SingleOrDefault(row => row.ThresholdCode == code);
            var stretch = GoingOn(told.FindAll(row => row.ThresholdCode == code), watched);
            switch (directory.Current.LabourAuthority(client.HomeMunicipality, client.ClientGroup, clock.Today))
            {
                case AuthorityAnswer.Known(var authority) when stretch.Exists(row => row.Recipient == authority.ToString()):
                    database.RemoveRange(waiting.Where(row => row == open));
                    break;
                case AuthorityAnswer.Known(var authority):
                    var noticeId = Tell(subjectId, code, authority, import);
                    open?.NoticeId = noticeId;
                    notices++;
                    break;
                case AuthorityAnswer.Unknown(var missing):
                    Keep(open, subjectId, code, missing, import);
                    unaddressed++;
                    break;
            }
        }

        return new Told(notices, unaddressed);
    }

    // What was told of the stretch that goes on today; nothing when the threshold was not reached on some day since. A day that was
    // recovered and paid again before anything else was told makes no new stretch.
    private List<ToldThreshold> GoingOn(List<ToldThreshold> told, WatchedThresholds watched)
    {
        if (told.Count == 0)
        {
            return told;
        }

        var through = told.Max(row => row.ReachedThrough);
        var stretch = told.FindAll(row => row.ReachedThrough == through);
        if (!watched.IsReachedThroughout(stretch[0].ThresholdCode, through, clock.Today))
        {
            return [];
        }

        stretch.ForEach(row => row.ReachedThrough = clock.Today);
        return stretch;
    }

    private Guid Tell(Guid subjectId, string code, Participation authority, BenefitImport import)
    {
        // A flow of its own: what follows concerns this client alone, and an operator who follows it meets nobody else's steps.
        flow.Continue(Guid.CreateVersion7(time.GetUtcNow()));
        var noticeId = outbox.Add(new BenefitDayThresholdReached { ThresholdCode = code }, authority, Step);
        links.Link(noticeId, subjectId, authority, caseId: null);
        database.Add(new ToldThreshold
        {
            SubjectId = subjectId,
            ThresholdCode = code,
            NoticeId = noticeId,
            Recipient = authority.ToString(),
            ReachedOn = clock.Today,
            ReachedThrough = clock.Today,
            ImportId = import.ImportId,
            ToldAt = import.KnownFrom,
            RecordedAt = time.GetUtcNow(),
        });
        return noticeId;
    }

    private void Keep(UnaddressedThreshold? open, Guid subjectId, string code, string missing, BenefitImport import)
    {
        if (open is not null)
        {
            open.MissingFact = missing;
            return;
        }

        database.Add(new UnaddressedThreshold
        {
            SubjectId = subjectId,
            ThresholdCode = code,
            MissingFact = missing,
            ImportId = import.ImportId,
            FlowId = flow.Id,
            Since = import.KnownFrom,
            RecordedAt = time.GetUtcNow(),
        });
    }
}
