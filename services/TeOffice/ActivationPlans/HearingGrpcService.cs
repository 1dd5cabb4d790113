using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>Invitations to be heard before a decision on interruption (AKT-INT-3). They decide nothing.</summary>
public sealed class HearingGrpcService(
    Writes writes,
    DbContext database,
    PlanCases cases,
    PlanJournal journal,
    PlanMessages messages,
    CallScope call,
    Self self,
    MeshClock clock,
    TimeProvider time)
    : HearingService.HearingServiceBase
{
    /// <inheritdoc />
    public override Task<InviteToHearingResponse> InviteToHearing(InviteToHearingRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var plan = await cases.OfProfessionalAsync(request.CaseId, call.Caller, cancellation);
            var by = new Signer(SignerRole.LabourAuthority, self.Participation, call.Caller.PersonId!, call.Caller.Assurance ?? "");
            var hearing = new OpenHearing(request.Ground, WireDate.Read(request.EventDate), WireDate.Read(request.AnswerBy));
            RequireAfterToday(hearing.AnswerBy);
            var next = PlanDecisions.InviteToHearing(await cases.SnapshotAsync(plan, cancellation), request.ExpectedVersion, hearing).OrRaise();
            var hearingId = Guid.CreateVersion7(time.GetUtcNow());
            await cases.ApplyAsync(plan, next, cancellation);
            journal.Record("AKT-INT-3 InviteToHearing", plan, by);
            database.Add(new HearingRow
            {
                HearingId = hearingId,
                CaseId = plan.CaseId,
                Ground = hearing.Ground,
                EventDate = hearing.EventDate,
                AnswerBy = hearing.AnswerBy,
                MessageId = messages.InviteToHearing(plan, hearingId, hearing.AnswerBy),
                PersonId = by.PersonId,
                Assurance = by.Assurance,
                InvitedAt = clock.Now,
                RecordedAt = time.GetUtcNow(),
            });
            return new InviteToHearingResponse { CaseVersion = plan.Version, State = plan.State, HearingId = hearingId.ToString() };
        });

    // Asked within the write and not of the request: an invitation sent again after its last day still gets its first outcome.
    private void RequireAfterToday(DateOnly answerBy)
    {
        var violations = new Violations();
        if (answerBy <= clock.Today)
        {
            violations.Add("answer_by", "NOT_AFTER_TODAY", "Must be after today.");
        }

        violations.ThrowIfAny();
    }
}
