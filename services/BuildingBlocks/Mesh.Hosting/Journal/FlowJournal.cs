using System.Diagnostics;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Journal;

/// <summary>Writes the journal of the flow that the running act belongs to, in the act's own transaction.</summary>
public sealed class FlowJournal(DbContext database, FlowContext flow, MeshClock clock, TimeProvider time)
{
    /// <summary>Adds an entry; it is saved with the act.</summary>
    /// <param name="step">Flow id and act, for example <c>F03 PlanInvitationSent</c>.</param>
    /// <param name="road">By which road.</param>
    /// <param name="counterpart">The other side, if there is one.</param>
    /// <param name="outcome">OK, or the reason of the refusal.</param>
    /// <param name="caseId">The case at its owner, once there is one.</param>
    public void Record(string step, Road road, Participation? counterpart, string outcome = "OK", Guid? caseId = null) =>
        database.Add(Row(step, road, counterpart, outcome, caseId));

    /// <summary>An entry that whoever writes the act's rows by statements of its own writes with them.</summary>
    /// <param name="step">Flow id and act.</param>
    /// <param name="road">By which road.</param>
    /// <param name="counterpart">The other side, if there is one.</param>
    /// <param name="outcome">OK, or the reason of the refusal.</param>
    /// <param name="caseId">The case at its owner, once there is one.</param>
    public JournalRow Row(string step, Road road, Participation? counterpart, string outcome = "OK", Guid? caseId = null) => new()
    {
        EntryId = Guid.CreateVersion7(time.GetUtcNow()),
        FlowId = flow.Id,
        CaseId = caseId,
        Step = step,
        Counterpart = counterpart?.ToString(),
        Road = road,
        Outcome = outcome,
        TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
        Time = clock.Now,
        RecordedAt = time.GetUtcNow(),
    };
}
