using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>What every act of a client on consents and refusals does in its transaction: gate, revision, receipt, journal.</summary>
internal sealed class ClientActs(
    DbContext database,
    SubjectGate gate,
    CallScope call,
    ConsentReceipts receipts,
    FlowJournal journal,
    MeshClock clock,
    TimeProvider time)
{
    public const string Professional = "PROFESSIONAL";
    public const string Client = "CLIENT";

    /// <summary>An id for a new consent or refusal, or one that nobody has.</summary>
    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Who acts now.</summary>
    public ConsentActor Actor(string actedAs) => new(
        actedAs, call.Caller.PersonId ?? "", call.Caller.Assurance ?? "", clock.Now, time.GetUtcNow());

    /// <summary>Writes the revision; saved with the running transaction. The key refuses a second one of the same number.</summary>
    /// <param name="step">How the journal names the act.</param>
    /// <param name="history">The revisions before it.</param>
    /// <param name="revision">The new one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task WriteAsync<TRevision>(
        string step, IReadOnlyList<TRevision> history, TRevision revision, CancellationToken cancellation)
        where TRevision : ClientActRevision
    {
        // For what narrows, safety. For what widens, truth: no refusal written after a consent says that there is none.
        await gate.AdvanceAsync(revision.SubjectId, cancellation);
        database.Add(revision);
        receipts.Issue([.. history, revision]);
        journal.Record(step, Road.Own, revision.Counterpart);
    }
}
