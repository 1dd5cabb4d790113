using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Journals acts that each party may do, with the role; on the cooperation road when another participation does it.</summary>
public sealed class PlanJournal(FlowJournal journal, Self self)
{
    /// <summary>Adds the step.</summary>
    public void Record(string act, PlanCaseRow plan, Signer by)
    {
        var other = by.Participation is { } participation && participation != self.Participation;
        journal.Record(
            $"{act} {WireNames.UpperSnake(by.Role.ToString())}",
            other ? Road.Cooperation : Road.Own,
            other ? by.Participation : null,
            caseId: plan.CaseId);
    }
}
