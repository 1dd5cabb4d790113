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

/// <summary>Tells the labour authority, once, that a client's days have reached a threshold (F02).</summary>
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
    /// Tells what is reached now and has not been told. Not told counts, instead of not reached before: so a birthday or a new
    /// figure, by which a threshold is reached without a paid day, is told with the next import.
    /// </summary>
    internal async Task<Told> TellAsync(
        Guid subjectId, DateOnly birthDate, ClientHistory history, BenefitImport import, CancellationToken cancellation)
    {
        var reached = WatchedThresholds.Reached(birthDate, history, import.KnownFrom, clock.Today);
        if (reached.Count == 0)
        {
            return default;
        }

        var told = await database.Set<ToldThreshold>().AsNoTracking()
            .Where(row => row.SubjectId == subjectId)
            .Select(row => row.ThresholdCode)
            .ToListAsync(cancellation);
        var client = history.Client(import.KnownFrom)!;
        var (notices, unaddressed) = (0, 0);
        foreach (var code in reached.Except(told))
        {
            var open = await database.Set<UnaddressedThreshold>()
                .SingleOrDefaultAsync(row => row.SubjectId == subjectId && row.ThresholdCode == code, cancellation);
            switch (directory.Current.LabourAuthority(client.HomeMunicipality, client.ClientGroup, clock.Today))
            {
                case AuthorityAnswer.Known(var authority):
                    var noticeId = Tell(subjectId, code, authority, import);
                    if (open is not null)
                    {
                        open.NoticeId = noticeId;
                    }

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
