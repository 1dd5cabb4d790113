using System.Diagnostics;
using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Messaging;

/// <summary>Where an act leaves the notices that tell of it: in its own transaction, so that neither is without the other.</summary>
public sealed class Outbox
{
    private readonly DbContext _database;
    private readonly Transactions _transactions;
    private readonly FlowContext _flow;
    private readonly FlowJournal _journal;
    private readonly Self _self;
    private readonly MeshClock _clock;
    private readonly TimeProvider _time;
    private readonly OutboxSignal _signal;

    internal Outbox(
        DbContext database,
        Transactions transactions,
        FlowContext flow,
        FlowJournal journal,
        Self self,
        MeshClock clock,
        TimeProvider time,
        OutboxSignal signal)
    {
        (_database, _transactions, _flow, _journal) = (database, transactions, flow, journal);
        (_self, _clock, _time, _signal) = (self, clock, time, signal);
    }

    /// <summary>Adds a notice to the running transaction, journals it, and wakes the dispatcher once the transaction has committed.</summary>
    /// <param name="notice">A message of notices/v1: ids and codes only.</param>
    /// <param name="recipient">To whom.</param>
    /// <param name="step">Step of the flow journal, for example <c>F03 PlanInvitationSent</c>.</param>
    /// <param name="caseId">The case at its owner; when left out, the notice's own <c>case_id</c>.</param>
    /// <param name="continues">The trace of what caused this act, when that is not the running one; for acts that follow days later.</param>
    /// <returns>The notice's id.</returns>
    /// <exception cref="NoticeRefusedException">The notice holds more than ids and codes; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">No transaction is running.</exception>
    public Guid Add<TNotice>(
        TNotice notice, Participation recipient, string step, Guid? caseId = null, ActivityContext? continues = null)
        where TNotice : IMessage
    {
        var type = NoticeTypes.Of(notice.Descriptor);
        if (NoticeContent.Faults(notice) is { Count: > 0 } faults)
        {
            throw new NoticeRefusedException(notice.Descriptor.Name, faults);
        }

        var lane = recipient.ToString();
        _transactions.AfterCommit(() => _signal.Wake(lane));

        // The journal takes the running trace; it and the row are to name the same one.
        using var resumed = continues is { } cause
            ? NoticeSpan.Start($"add {notice.Descriptor.Name}", ActivityKind.Internal, cause, _self.Participation, _flow.Id)
            : null;
        var now = _time.GetUtcNow();
        var about = caseId ?? NoticeContent.CaseIdOf(notice);
        var envelope = new NoticeEnvelope(
            Guid.CreateVersion7(now),
            _self.Participation,
            recipient,
            type,
            _clock.Now,
            now,
            _flow.Id,
            Activity.Current is { IdFormat: ActivityIdFormat.W3C } running ? running.Id : null,
            JsonFormatter.Default.Format(notice));
        _database.Add(new OutboxRow
        {
            NoticeId = envelope.Id,
            Recipient = lane,
            Type = type,
            Envelope = envelope.ToJson(),
            FlowId = envelope.FlowId,
            CaseId = about,
            TraceParent = envelope.TraceParent,
            CreatedAt = envelope.Time,
            RecordedAt = now,
            NextAttemptAt = now,
        });
        _journal.Record(step, Road.Notice, recipient, caseId: about);
        return envelope.Id;
    }
}
