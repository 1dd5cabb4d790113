using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Holds a request against the register and writes it, in the running transaction: all of it or nothing.</summary>
public sealed class AssistanceRecorder(
    DbContext database,
    AssistanceHistories histories,
    Subjects subjects,
    AssistanceWatches watches,
    FlowContext flow,
    FlowJournal journal,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
{
    /// <summary>Writes the request, or throws with every violation and leaves the transaction to be rolled back.</summary>
    internal async Task<RecordAssistanceMonthsResponse> RecordAsync(RecordAssistanceMonthsRequest request, CancellationToken cancellation)
    {
        var recording = new AssistanceRecording
        {
            RecordingId = Guid.CreateVersion7(time.GetUtcNow()),
            SystemName = call.Caller.SystemName ?? "",
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        var recordingFlow = flow.Id;
        database.Add(recording);
        journal.Record("RecordAssistanceMonths", Road.Own, null);

        var response = new RecordAssistanceMonthsResponse();
        var violations = new Violations();
        foreach (var (position, client) in request.Clients.Index())
        {
            await RecordAsync(client, position, recording, violations, response, cancellation);
        }

        violations.ThrowIfAny();
        flow.Continue(recordingFlow);
        return response;
    }

    private async Task RecordAsync(
        ClientAssistanceMonths client,
        int position,
        AssistanceRecording recording,
        Violations violations,
        RecordAssistanceMonthsResponse response,
        CancellationToken cancellation)
    {
        var code = PersonalIdentityCode.Parse(client.PersonalIdentityCode).Value;
        var subject = await subjects.EnsureAsync(code, cancellation);
        var before = await histories.OfAsync(subject, cancellation);
        var changes = MonthDecision.Decide(client, position, before.Months.Standing(recording.KnownFrom), violations);
        if (violations.Any)
        {
            return;
        }

        var additions = new AssistanceAdditions(subject, recording);
        var after = new AssistanceHistory(
            [.. before.Months, .. changes.Select(additions.Month)],
            [.. before.Clients, .. additions.Client(client, before)]);
        database.AddRange(after.Months.Skip(before.Months.Count));
        database.AddRange(after.Clients.Skip(before.Clients.Count));
        response.GrantedMonths += changes.Count(change => change.Kind == AssistanceMonthKind.Granted);
        response.WithdrawnMonths += changes.Count(change => change.Kind == AssistanceMonthKind.Withdrawn);

        var seen = await watches.LookAsync(subject, code.BirthDate, after, [clock.Today], cancellation);
        response.Notices += seen.Notices;
        response.Unaddressed += seen.Unaddressed;
        response.MainLivelihoodUnknown += seen.MainLivelihoodUnknown;
    }
}
