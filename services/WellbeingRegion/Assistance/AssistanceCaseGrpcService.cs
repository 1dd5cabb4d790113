using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.WellbeingRegion.Acts;
using Mesh.WellbeingRegion.Clients;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>Clients on prolonged social assistance, as the region's professionals work on them.</summary>
public sealed class AssistanceCaseGrpcService(
    Writes writes,
    Transactions transactions,
    AssistanceCases cases,
    ClientTies ties,
    AssistanceEvaluator evaluator,
    AssistanceReferrals referrals,
    AssistanceNotices notices,
    AssistanceView view,
    FlowJournal journal,
    Looks looks,
    CallScope call,
    MeshClock clock)
    : AssistanceCaseService.AssistanceCaseServiceBase
{
    /// <inheritdoc />
    public override async Task<ListAssistanceCasesResponse> ListAssistanceCases(ListAssistanceCasesRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await cases.SeenBy(call.Caller)
            .Where(row => request.State == AssistanceState.Unspecified || row.State == request.State)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.CaseId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListAssistanceCasesResponse
        {
            AssistanceCases = { rows.Select(AssistanceView.Listed) },
            NextPageToken = page.Next(rows.Count),
        };
    }

    /// <inheritdoc />
    public override async Task<GetAssistanceCaseResponse> GetAssistanceCase(GetAssistanceCaseRequest request, ServerCallContext context)
    {
        var row = await cases.OfIntakeAsync(request.CaseId, call.Caller, context.CancellationToken);
        looks.At(row.SubjectId, row.CaseId, DataCategory.SocialAssistanceMonths, DataCategory.JobSearchStanding);
        return new GetAssistanceCaseResponse { AssistanceCase = await view.WholeAsync(row, context.CancellationToken) };
    }

    /// <inheritdoc />
    public override Task<TakeAssistanceCaseResponse> TakeAssistanceCase(TakeAssistanceCaseRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var seen = await cases.OfIntakeAsync(request.CaseId, call.Caller, cancellation);
            var row = await cases.InActAsync(seen.CaseId, cancellation);
            AssistanceDecisions.Take(AssistanceCases.Snapshot(row), request.ExpectedVersion).OrGoOn();
            await cases.MoveAsync(row, AssistanceState.Taken, cancellation);
            await ties.TieAsync(row.SubjectId, call.Caller, cancellation);
            Journal("TakeAssistanceCase", row);
            await notices.TellKelaAsync(row, cancellation);
            return new TakeAssistanceCaseResponse { CaseVersion = row.Version, State = row.State };
        });

    /// <inheritdoc />
    public override async Task<EvaluateAssistanceCaseResponse> EvaluateAssistanceCase(
        EvaluateAssistanceCaseRequest request, ServerCallContext context)
    {
        var asOf = WireDate.ReadOptional(request.AsOf) ?? clock.Today;
        var seen = await cases.OfWorkerAsync(request.CaseId, call.Caller, context.CancellationToken);
        AssistanceDecisions.Evaluate(AssistanceCases.Snapshot(seen)).OrGoOn();
        var asked = await evaluator.AskAsync(seen, asOf, Actors.Of(call.Caller), context.CancellationToken);
        return await transactions.RunAsync(
            async cancellation =>
            {
                var row = await cases.InActAsync(seen.CaseId, cancellation);
                AssistanceDecisions.Evaluate(AssistanceCases.Snapshot(row)).OrGoOn();
                var evaluation = await evaluator.EvaluateAsync(row, asked, asOf, call.Caller.PersonId!, cancellation);
                Journal("EvaluateAssistanceCase", row);
                looks.At(row.SubjectId, row.CaseId, DataCategory.SocialAssistanceMonths, DataCategory.JobSearchStanding);
                var shown = AssistanceView.Of(row);
                shown.Evaluation = evaluation;
                shown.Standing = asked.JobSearch.Standing ?? await evaluator.StandingOfAsync(row, cancellation);
                return new EvaluateAssistanceCaseResponse { AssistanceCase = shown };
            },
            context.CancellationToken);
    }

    /// <inheritdoc />
    public override Task<RecordClientGroupResponse> RecordClientGroup(RecordClientGroupRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.OfWorkerInActAsync(request.CaseId, call.Caller, cancellation);
            AssistanceDecisions.RecordClientGroup(AssistanceCases.Snapshot(row), request.ExpectedVersion).OrGoOn();
            row.RecordedClientGroup = request.ClientGroup;
            row.LabourAuthority = referrals.AuthorityOf(row)?.ToString() ?? "";
            await cases.MoveAsync(row, row.State, cancellation);
            Journal("ROLE-KEY RecordClientGroup", row);
            return new RecordClientGroupResponse { CaseVersion = row.Version, LabourAuthority = row.LabourAuthority };
        });

    /// <inheritdoc />
    public override Task<InviteLabourAuthorityResponse> InviteLabourAuthority(
        InviteLabourAuthorityRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.OfWorkerInActAsync(request.CaseId, call.Caller, cancellation);
            AssistanceDecisions.Invite(referrals.Snapshot(row), request.ExpectedVersion).OrGoOn();
            await referrals.InviteAsync(row, request.ProposedTime.ToDateTimeOffset(), request.Representative, cancellation);
            return new InviteLabourAuthorityResponse { CaseVersion = row.Version, State = row.State, LabourAuthority = row.LabourAuthority };
        });

    /// <inheritdoc />
    public override Task<HandOverToLabourAuthorityResponse> HandOverToLabourAuthority(
        HandOverToLabourAuthorityRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.OfWorkerInActAsync(request.CaseId, call.Caller, cancellation);
            AssistanceDecisions.HandOver(referrals.Snapshot(row), request.ExpectedVersion).OrGoOn();
            await referrals.HandOverAsync(row, cancellation);
            return new HandOverToLabourAuthorityResponse { CaseVersion = row.Version, State = row.State, LabourAuthority = row.LabourAuthority };
        });

    /// <inheritdoc />
    public override Task<RecordOrderExceptionResponse> RecordOrderException(
        RecordOrderExceptionRequest request, ServerCallContext context) => writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.OfWorkerInActAsync(request.CaseId, call.Caller, cancellation);
            var standing = await evaluator.StandingOfAsync(row, cancellation);
            AssistanceDecisions.Except(AssistanceCases.Snapshot(row), request.ExpectedVersion, standing).OrGoOn();
            var measures = AssistanceEvaluation.MeasuresBy(standing, exceptionRecorded: true, clock.Today);
            row.ExceptionReason = request.ReasonCode;
            row.Measures = AssistanceEvaluation.StateOf(measures);
            row.BlockedReason = measures.BlockedReason ?? "";
            await cases.MoveAsync(row, row.State, cancellation);
            Journal("AKT-ORDER-1 RecordOrderException", row);
            return new RecordOrderExceptionResponse { CaseVersion = row.Version, Measures = row.Measures };
        });

    /// <inheritdoc />
    public override Task<CloseAssistanceCaseResponse> CloseAssistanceCase(CloseAssistanceCaseRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await cases.OfWorkerInActAsync(request.CaseId, call.Caller, cancellation);
            AssistanceDecisions.Close(AssistanceCases.Snapshot(row), request.ExpectedVersion).OrGoOn();
            row.CloseReason = request.ReasonCode;
            await cases.MoveAsync(row, AssistanceState.Closed, cancellation);
            Journal("CloseAssistanceCase", row);
            await notices.TellKelaAsync(row, cancellation);
            return new CloseAssistanceCaseResponse { CaseVersion = row.Version, State = row.State };
        });

    private void Journal(string step, AssistanceCaseRow row) => journal.Record(step, Road.Own, null, caseId: row.CaseId);
}
