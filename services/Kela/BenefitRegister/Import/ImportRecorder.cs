using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Holds an import against the register and writes it, client by client, in the running transaction.</summary>
public sealed class ImportRecorder(
    DbContext database,
    ClientHistories histories,
    Subjects subjects,
    ThresholdNotices thresholds,
    FlowContext flow,
    FlowJournal journal,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
{
    /// <summary>
    /// Adds what only the register can find wrong, so that a stream with a fault of form is told everything at once as well.
    /// Writes nothing.
    /// </summary>
    internal async Task FindFaultsAsync(IReadOnlyList<ClientImport> clients, Violations into, CancellationToken cancellation)
    {
        foreach (var client in clients)
        {
            var history = await subjects.FindAsync(client.Code, cancellation) is { } subject
                ? await histories.OfAsync(subject, cancellation)
                : ClientHistory.Empty;
            PaymentDecision.Decide(client, history.Days.Standing(clock.Now), into);
        }
    }

    /// <summary>Writes the whole import, or throws with every violation and leaves the transaction to be rolled back.</summary>
    internal async Task<ImportBenefitPaymentsResponse> RecordAsync(IReadOnlyList<ClientImport> clients, CancellationToken cancellation)
    {
        var import = new BenefitImport
        {
            ImportId = Guid.CreateVersion7(time.GetUtcNow()),
            SystemName = call.Caller.SystemName ?? "",
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        var importFlow = flow.Id;
        database.Add(import);
        journal.Record("ImportBenefitPayments", Road.Own, null);

        var response = new ImportBenefitPaymentsResponse { ImportId = import.ImportId.ToString(), Clients = clients.Count };
        var violations = new Violations();
        foreach (var client in clients)
        {
            await RecordAsync(client, import, violations, response, cancellation);

            // One client at a time: a full import would otherwise keep millions of rows in memory until its end.
            await database.SaveChangesAsync(cancellation);
            database.ChangeTracker.Clear();
        }

        violations.ThrowIfAny();
        flow.Continue(importFlow);
        return response;
    }

    private async Task RecordAsync(
        ClientImport client, BenefitImport import, Violations violations, ImportBenefitPaymentsResponse response, CancellationToken cancellation)
    {
        var subject = await subjects.EnsureAsync(client.Code, cancellation);
        var before = await histories.OfAsync(subject, cancellation);
        var changes = PaymentDecision.Decide(client, before.Days.Standing(import.KnownFrom), violations);
        if (violations.Any)
        {
            return;
        }

        var additions = new ClientAdditions(subject, import, time.GetUtcNow());
        var after = new ClientHistory(
            [.. before.Days, .. changes.Select(additions.Day)],
            [.. before.Maxima, .. additions.Maximum(client, before)],
            [.. before.Clients, .. additions.Client(client, before)]);
        database.AddRange(after.Days.Skip(before.Days.Count));
        database.AddRange(after.Maxima.Skip(before.Maxima.Count));
        database.AddRange(after.Clients.Skip(before.Clients.Count));
        response.PaidDays += changes.Count(change => change.Kind == PaidDayKind.Paid);
        response.RecoveredDays += changes.Count(change => change.Kind == PaidDayKind.Recovered);

        var told = await thresholds.TellAsync(subject, client.Code.BirthDate, after, import, cancellation);
        response.Notices += told.Notices;
        response.Unaddressed += told.Unaddressed;
    }
}
