using System.Text.RegularExpressions;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.ClientNotices;

/// <summary>Where an act leaves what it tells the client: in its own transaction, so that neither is without the other.</summary>
public sealed partial class ClientPost
{
    private readonly DbContext _database;
    private readonly Transactions _transactions;
    private readonly FlowContext _flow;
    private readonly FlowJournal _journal;
    private readonly ServiceProof _proof;
    private readonly ClientNoticeSignal _signal;
    private readonly MeshClock _clock;
    private readonly TimeProvider _time;

    internal ClientPost(
        DbContext database,
        Transactions transactions,
        FlowContext flow,
        FlowJournal journal,
        ServiceProof proof,
        ClientNoticeSignal signal,
        MeshClock clock,
        TimeProvider time)
    {
        (_database, _transactions, _flow, _journal) = (database, transactions, flow, journal);
        (_proof, _signal, _clock, _time) = (proof, signal, clock, time);
    }

    /// <summary>Adds a message to the running transaction, journals it (F33), and wakes the dispatcher once it has committed.</summary>
    /// <param name="subjectId">To whom.</param>
    /// <param name="kind">What it is about; its title and text follow from it.</param>
    /// <param name="caseId">The sender's case; null when it is about none.</param>
    /// <param name="dueOn">Civil date by which something is to be done; the text names it.</param>
    /// <param name="reference">What it refers to at the sender, as an id or code; at most 64 of A-Z, a-z, 0-9, _ and -.</param>
    /// <returns>The message's id.</returns>
    /// <exception cref="ArgumentException">There is no such kind, its due date is missing, or the reference is more than an id or code; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public Guid Send(Guid subjectId, ClientNoticeKind kind, Guid? caseId, DateOnly? dueOn, string reference)
    {
        if (!ClientNoticeTexts.Knows(kind))
        {
            throw new ArgumentException("There is no message of this kind.", nameof(kind));
        }

        if (dueOn is null && ClientNoticeTexts.NamesDueDate(kind))
        {
            throw new ArgumentException("The text of this kind names the due date.", nameof(dueOn));
        }

        // The value is not quoted: what is refused here may be the very thing that must not be written anywhere.
        if (!Reference().IsMatch(reference) || IdentityCodePattern.IsIn(reference))
        {
            throw new ArgumentException("A reference is an id or code.", nameof(reference));
        }

        _transactions.AfterCommit(_signal.Wake);
        var now = _time.GetUtcNow();
        var notice = new ClientNoticeRow
        {
            NoticeId = Guid.CreateVersion7(now),
            SubjectId = subjectId,
            Kind = kind,
            CaseId = caseId,
            DueOn = dueOn,
            Reference = reference,
            FlowId = _flow.Id,
            SentAt = _clock.Now,
            State = ServiceState.Queued,
            Steps = 1,
            NextAttemptAt = now,
        };
        _database.Add(notice);
        _proof.Begin(notice);
        _journal.Record("F33 ClientNoticeSent", Road.Own, null, caseId: caseId);
        return notice.NoticeId;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{0,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
