using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>
/// One attempt from reading to ledger: resolve, read facts after the gate's revision, decide, compose, write while the gate still
/// stands there; when it does not, all over again. Nothing leaves before its row is committed.
/// </summary>
internal sealed class DisclosureAttempts(
    DiscloseRequests requests,
    AttemptReader reader,
    ContentComposer composer,
    EntryMaker entries,
    LedgerQueue ledger,
    AnswerBook book,
    FlowJournal journal,
    MeshClock clock,
    Self self)
{
    // A gate that moves this often within one attempt is no coincidence; the requester tries again later.
    private const int MostDecisions = 10;

    /// <summary>Answers, or throws the refusal.</summary>
    public async Task<DiscloseResponse> DiscloseAsync(
        DiscloseRequest request, Participation requester, CancellationToken cancellation)
    {
        using var span = MeshTelemetry.Source.StartActivity("door.disclose");
        var received = requests.Read(request, requester);
        for (var decisions = 0; decisions < MostDecisions; decisions++)
        {
            var (subject, at) = await reader.ReadAsync(received.Attempt, cancellation);
            var result = await ResultAsync(received, DisclosureDecision.Decide(received.Attempt, at.Facts), subject.Id, cancellation);
            var entry = entries.Make(received, subject.Id, at, result);
            var receipt = book.Receipt(self.Participation, requester, entry, received.Statement, result);
            switch (await CommitAsync(RowsOf(received, entry, result, receipt, subject), cancellation))
            {
                case AttemptFate.Written:
                    DisclosureMetrics.Attempted(self.Participation, entry);
                    return result.Answer(entry, receipt);
                case AttemptFate.Replayed:
                    throw DisclosureRefusals.StatementReplayed.Raise();
            }
        }

        throw DisclosureRefusals.DecisionOvertaken.Raise();
    }

    private async Task<AttemptResult> ResultAsync(
        ReceivedAttempt received, Decision decision, Guid subjectId, CancellationToken cancellation)
    {
        // What waits is collected, too, and dropped: nobody is asked to approve what there is nothing of.
        var permit = decision as Decision.Permit ?? (decision as Decision.Wait)?.Meant;
        if (permit is null)
        {
            return new AttemptResult.Denied(((Decision.Deny)decision).Reason, null);
        }

        var proof = permit.Ground.Proof;
        var request = new SourceRequest(
            subjectId,
            proof is { IsOfHolder: true } ? proof.CaseId : null,
            received.AsOf,
            received.Attempt.Requester!.Value,
            received.Attempt.Purpose);
        try
        {
            var content = await composer.ComposeAsync(permit, request, cancellation);
            return content.Given.Count == 0 ? new AttemptResult.Denied(DenialReason.NothingHeld, permit.Ground)
                : decision is Decision.Wait ? new AttemptResult.Waiting(permit.Ground, permit.Given)
                : new AttemptResult.Permitted(permit.Ground, content, [.. received.Attempt.Categories.Except(content.Given)]);
        }
        catch (EvidenceDamagedException damaged)
        {
            return new AttemptResult.Damaged(permit.Ground, damaged.Reason);
        }
    }

    private async Task<AttemptFate> CommitAsync(AttemptRows rows, CancellationToken cancellation)
    {
        using var span = MeshTelemetry.Source.StartActivity("door.commit");
        return await ledger.WriteAsync(rows, cancellation);
    }

    private AttemptRows RowsOf(ReceivedAttempt received, LedgerEntry entry, AttemptResult result, string? receipt, ResolvedSubject subject) => new(
        entry,
        book.Row(entry, received.Statement, receipt),
        journal.Row(
            entry.Flow is null ? "Disclose" : $"{entry.Flow} Disclose", Road.Disclosure, received.Attempt.Requester, entry.ShownReason, entry.CaseId),
        result is AttemptResult.Waiting waits ? WaitingStore.Row(entry, waits.Meant) : null,
        subject.ReferenceIndex,
        clock.Now);
}
