using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Messaging;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>What came of a run that reaches a threshold.</summary>
internal enum Telling
{
    /// <summary>It had been told before.</summary>
    Known,

    /// <summary>The region is told.</summary>
    Sent,

    /// <summary>The directory names no region.</summary>
    Unaddressed,

    /// <summary>It would be reached if months of unknown main livelihood counted.</summary>
    MainLivelihoodUnknown,
}

/// <summary>
/// Tells the client's wellbeing services region that the assistance is prolonged (F01): once for each run, and whoever becomes responsible
/// while the run goes on. Or keeps what it waits for.
/// </summary>
public sealed class ProlongedNotices(
    DbContext database,
    Outbox outbox,
    NoticeSubjects links,
    DirectoryFile directory,
    FlowContext flow,
    FlowJournal journal,
    MeshClock clock,
    TimeProvider time)
{
    /// <summary>Step of the flow journal.</summary>
    public const string Step = "F01 ProlongedAssistanceDetected";

    /// <summary>Of some month it is not known whether the assistance was the main livelihood.</summary>
    public const string MainLivelihoodMissing = "MAIN_LIVELIHOOD";

    /// <summary>The directory names no region for the home municipality.</summary>
    public const string MunicipalityMissing = "MUNICIPALITY";

    /// <summary>Outcome in the flow journal while there is nobody to tell.</summary>
    public const string Unaddressed = "UNADDRESSED";

    /// <summary>Sees to one run, in the running transaction.</summary>
    /// <param name="subjectId">The client.</param>
    /// <param name="told">What regions have been told of the run.</param>
    /// <param name="waiting">What waits to be told of it; null when nothing does.</param>
    /// <param name="run">The run.</param>
    /// <param name="goesOn">Whether the threshold is reached by it today, too: a region that comes after the run has nothing to start.</param>
    /// <param name="client">Where the client lives.</param>
    internal Telling Tell(
        Guid subjectId, IReadOnlyList<AssistanceNoticeRow> told, AssistanceNoticeRow? waiting, ReachedRun run, bool goesOn, AssistanceClientFact client)
    {
        foreach (var row in told.Where(row => run.IsCertain && run.Through > row.RunThrough))
        {
            row.RunThrough = run.Through;
        }

        var responsible = RegionOf(client.HomeMunicipality);
        if (told.Count > 0 && (!goesOn || told.Any(row => row.Recipient == responsible?.ToString())))
        {
            return Telling.Known;
        }

        var entry = waiting ?? Begin(subjectId, run, client);
        (entry.RunBegan, entry.RunThrough, entry.ReachedOn) = (run.Began, run.Through, run.ReachedOn);
        entry.HomeMunicipality = client.HomeMunicipality;
        flow.Continue(entry.FlowId);
        if (!run.IsCertain)
        {
            Wait(entry, MainLivelihoodMissing);
            return Telling.MainLivelihoodUnknown;
        }

        if (responsible is not { } region)
        {
            Wait(entry, MunicipalityMissing);
            return Telling.Unaddressed;
        }

        Send(entry, region);
        return Telling.Sent;
    }

    /// <summary>The region that answers for social care in a municipality today; null when the directory names none.</summary>
    internal Participation? RegionOf(string municipality) =>
        directory.Current.Responsible(ParticipantRole.SocialCare, municipality, clock.Today) is AuthorityAnswer.Known(var region) ? region : null;

    // A flow of its own: what follows concerns this client alone, and an operator who follows it meets nobody else's steps.
    private AssistanceNoticeRow Begin(Guid subjectId, ReachedRun run, AssistanceClientFact client)
    {
        var entry = new AssistanceNoticeRow
        {
            EntryId = Guid.CreateVersion7(time.GetUtcNow()),
            SubjectId = subjectId,
            ThresholdCode = run.ThresholdCode,
            RunBegan = run.Began,
            RunThrough = run.Through,
            ReachedOn = run.ReachedOn,
            State = AssistanceNoticeState.Waiting,
            HomeMunicipality = client.HomeMunicipality,
            FlowId = Guid.CreateVersion7(time.GetUtcNow()),
            ChangedAt = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(entry);
        return entry;
    }

    private void Wait(AssistanceNoticeRow entry, string missing)
    {
        if (entry.MissingFact == missing)
        {
            return;
        }

        (entry.MissingFact, entry.ChangedAt) = (missing, clock.Now);
        if (missing == MunicipalityMissing)
        {
            journal.Record(Step, Road.Own, null, Unaddressed);
        }
    }

    private void Send(AssistanceNoticeRow entry, Participation region)
    {
        var noticeId = outbox.Add(new ProlongedAssistanceDetected { ThresholdCode = entry.ThresholdCode }, region, Step);
        links.Link(noticeId, entry.SubjectId, region, caseId: null);
        (entry.NoticeId, entry.Recipient) = (noticeId, region.ToString());
        (entry.State, entry.MissingFact, entry.ChangedAt) = (AssistanceNoticeState.Sent, null, clock.Now);
    }
}
